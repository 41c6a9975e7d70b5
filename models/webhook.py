from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..proxycheck.target import DEFAULT_PORTS
from ..tools import webhook
from .webhook_message import TAKEN


class ProxyHealthTarget(models.Model):
    """Where an address's alerts are posted to."""

    _inherit = "proxy.health.target"

    webhook_url = fields.Char(
        string="Webhook",
        groups="base.group_system",
        help="Gets a signed POST with the report when something breaks, gets worse or "
        "is well again. Redirects are not followed.",
    )
    webhook_secret = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="With it the receiver checks the signature (Standard Webhooks).",
    )

    @api.constrains("webhook_url")
    def _check_webhook_url(self):
        for target in self.sudo().filtered("webhook_url"):
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
        if not self.webhook_url:
            raise UserError(self.env._("There is no webhook."))
        if not self.last_check_id:
            raise UserError(
                self.env._("Check this address first: a test sends a report.")
            )
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
        for target in self.sudo().filtered("webhook_url"):
            if not target.webhook_secret:
                target.webhook_secret = webhook.new_secret()

    def _post_webhook(self, event, check, codes=()):
        """Queue a POST about these rules, if this address has a receiver.

        ``event`` is opened, worsened, recovered or test.
        """
        self.ensure_one()
        deliveries = self.env["proxy.health.webhook"]
        if not self.sudo().webhook_url:
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


def _is_receiver(url):
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    clean = url.isprintable() and not any(c.isspace() for c in url)
    plain = parts.username is None and not parts.fragment
    return bool(clean and plain and parts.scheme in DEFAULT_PORTS and parts.hostname)
