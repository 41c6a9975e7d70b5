import json
import time
from datetime import timedelta
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..proxycheck.target import DEFAULT_PORTS
from ..tools import webhook

PENDING, TAKEN, GIVEN_UP = "pending", "taken", "given_up"

# Minutes until the next try. A receiver that restarts misses one, one that is down
# overnight misses none: 1 + 5 + 30 + 120 + 600 minutes are twelve and a half hours.
PAUSES = (1, 5, 30, 120, 600)


class ProxyHealthTarget(models.Model):
    """Where an address's alerts are posted to."""

    _inherit = "proxy.health.target"

    webhook_url = fields.Char(
        string="Webhook",
        help="Gets a signed POST with the report when something breaks, gets worse or "
        "is well again. Redirects are not followed.",
    )
    webhook_secret = fields.Char(
        readonly=True,
        copy=False,
        groups="proxy_health.proxy_health_group_manager",
        help="With it the receiver checks the signature (Standard Webhooks).",
    )

    @api.constrains("webhook_url")
    def _check_webhook_url(self):
        for target in self.filtered("webhook_url"):
            if not _is_receiver(target.webhook_url):
                raise ValidationError(
                    self.env._(
                        "A webhook is an address like https://chat.example.com/hook, "
                        "without user name, password and “#”."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._give_webhook_secret()
        return targets

    def write(self, vals):
        result = super().write(vals)
        if vals.get("webhook_url"):
            self._give_webhook_secret()
        return result

    def action_webhook_test(self):
        """Post the newest report as a test, and say what the receiver answered."""
        self.ensure_one()
        self.check_access("write")
        delivery = self._post_webhook("test", self.last_check_id)
        delivery._send()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Webhook"),
                "message": delivery.answer,
                "type": "success" if delivery.state == TAKEN else "danger",
            },
        }

    def _give_webhook_secret(self):
        for target in self.filtered("webhook_url"):
            if not target.sudo().webhook_secret:
                target.sudo().webhook_secret = webhook.new_secret()

    def _post_webhook(self, event, check, codes=()):
        """Queue a POST about these rules, if this address has a receiver.

        ``event`` is opened, worsened, recovered or test.
        """
        self.ensure_one()
        deliveries = self.env["proxy.health.webhook"]
        if not self.webhook_url:
            return deliveries
        delivery = deliveries.create(
            {
                "target_id": self.id,
                "event": event,
                "payload": {
                    "type": f"proxy_health.{event}",
                    "timestamp": fields.Datetime.now().isoformat() + "Z",
                    "data": {
                        "target": self.base_url,
                        "codes": list(codes),
                        "report": check.support_report(),
                    },
                },
            }
        )
        self.env.ref("proxy_health.ir_cron_webhook").sudo()._trigger()
        return delivery


class ProxyHealthWebhook(models.Model):
    """One message to a webhook, until it was taken or given up."""

    _name = "proxy.health.webhook"
    _description = "Proxy Health Webhook Message"
    _order = "id desc"
    _rec_name = "event"

    target_id = fields.Many2one(
        "proxy.health.target",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    event = fields.Char(required=True, readonly=True)
    payload = fields.Json(required=True, readonly=True)
    state = fields.Selection(
        [(PENDING, "Pending"), (TAKEN, "Taken"), (GIVEN_UP, "Given Up")],
        required=True,
        default=PENDING,
        index=True,
        readonly=True,
    )
    tries = fields.Integer(readonly=True)
    next_try_at = fields.Datetime(default=fields.Datetime.now, readonly=True)
    answer = fields.Char(string="Last Answer", readonly=True)

    @api.model
    def _cron_send(self):
        """Send what is due, one commit a message; what fails waits longer each time."""
        commit_progress = self.env["ir.cron"]._commit_progress
        now = fields.Datetime.now()
        due = self.search(
            [("state", "=", PENDING), ("next_try_at", "<=", now)], order="id"
        )
        commit_progress(remaining=len(due))
        for message in due:
            message._send()
            if not commit_progress(1):
                return

    @api.autovacuum
    def _gc_done(self):
        """Forget messages of a month ago."""
        long_ago = fields.Datetime.now() - timedelta(days=30)
        self.search([("create_date", "<", long_ago), ("state", "!=", PENDING)]).unlink()

    def _send(self):
        """Try once; take note of the answer and of when to try again."""
        self.ensure_one()
        target = self.target_id.sudo()
        if not target.webhook_url:
            self.write(
                {"state": GIVEN_UP, "answer": self.env._("There is no webhook.")}
            )
            return
        taken, answer = webhook.post(
            target.webhook_url,
            target.webhook_secret,
            self._message_id(),
            int(time.time()),
            json.dumps(self.payload).encode(),
        )
        self.write({"tries": self.tries + 1, "answer": answer, **self._next(taken)})

    def _message_id(self):
        """Return what a receiver tells a repeated message by; it names no database."""
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"msg_{uuid}_{self.id}"

    def _next(self, taken):
        if taken:
            return {"state": TAKEN}
        if self.event == "test" or self.tries >= len(PAUSES):
            return {"state": GIVEN_UP}
        again = fields.Datetime.now() + timedelta(minutes=PAUSES[self.tries])
        self.env.ref("proxy_health.ir_cron_webhook").sudo()._trigger(at=again)
        return {"next_try_at": again}


def _is_receiver(url):
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    clean = url.isprintable() and not any(c.isspace() for c in url)
    plain = parts.username is None and not parts.fragment
    return bool(clean and plain and parts.scheme in DEFAULT_PORTS and parts.hostname)
