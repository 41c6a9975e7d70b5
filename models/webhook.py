import json
import logging
import time
from collections import Counter
from datetime import timedelta

from odoo import api, fields, models

from ..tools import webhook
from ..tools.webhook_answer import sentence
from ..tools.words import GIVEN_UP, PENDING, TAKEN

_logger = logging.getLogger(__name__)

# Minutes until the next try. A receiver that restarts misses one, one that is down
# overnight misses none: 1 + 5 + 30 + 120 + 600 minutes are twelve and a half hours.
PAUSES = (1, 5, 30, 120, 600)

# No message is begun after this. A cron worker may have only 50 s left when a job
# begins (its watchdog counts 120 s from before a sleep of up to 69 s), and the message
# that is under way may take 8 s more (webhook.PATIENCE).
RUN_SECONDS = 20


class ProxyHealthWebhook(models.Model):
    """One message to a webhook, until it was taken or given up."""

    _name = "proxy.health.webhook"
    _description = "Proxy Health Webhook Message"
    _order = "id desc"
    _rec_name = "event"

    target_id = fields.Many2one(
        "proxy.health.target",
        string="Address",
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
        """Send what is due; whatever happens to one message, the next has its turn."""
        commit_progress = self.env["ir.cron"]._commit_progress
        end = time.monotonic() + RUN_SECONDS
        due = self._due()
        commit_progress(remaining=len(due))
        for message in due:
            if time.monotonic() > end:
                # Odoo would call us again at once, within the same patience.
                commit_progress(remaining=0)
                self._wake_cron()
                return
            # By itself: a payload is a whole report, and each commit forgets them all.
            message.with_prefetch()._attempt()
            commit_progress(1)

    @api.autovacuum
    def _gc_done(self):
        """Forget messages of a month ago."""
        long_ago = fields.Datetime.now() - timedelta(days=30)
        self.search([("create_date", "<", long_ago), ("state", "!=", PENDING)]).unlink()

    @api.model
    def _due(self):
        """Return the messages to send now, the addresses taking turns.

        So many messages to a receiver that is slow delay no other receiver.
        """
        now = fields.Datetime.now()
        found = self.search_fetch(
            [("state", "=", PENDING), ("next_try_at", "<=", now)],
            ["target_id"],
            order="tries, id",
        )
        sent, turns = Counter(), {}
        for message in found:
            turns[message] = sent[message.target_id]
            sent[message.target_id] += 1
        return found.sorted(turns.get)

    def _attempt(self):
        """Try once and commit; no exception leaves this method."""
        commit = self.env["ir.cron"]._commit_progress
        try:
            if not self.exists():
                return  # its address was deleted meanwhile
            self._count_try()
            commit()  # whatever ends us from here on, it was a try
            self._deliver()
            commit()
        except Exception:
            self.env.cr.rollback()
            _logger.exception("Webhook message %s could not be sent", self.id)

    def _send(self):
        """Try once; take note of the answer and of when to try again."""
        self._count_try()
        self._deliver()

    def _count_try(self):
        """Note that a try begins, and when the next one is due if this one fails."""
        self.ensure_one()
        pause = timedelta(minutes=PAUSES[min(self.tries, len(PAUSES) - 1)])
        self.write(
            {
                "tries": self.tries + 1,
                "next_try_at": fields.Datetime.now() + pause,
                "answer": self.env._("Odoo was stopped in the middle of this try."),
            }
        )

    def _deliver(self):
        """Post the message and take note of the answer."""
        if not self.target_id.sudo().webhook_url:
            answer = self.env._("There is no webhook.")
            self.write({"state": GIVEN_UP, "answer": answer})
            return
        taken, answer = self._post()
        self.write({"state": self._state_after(taken), "answer": answer})
        if self.state == PENDING:
            self._wake_cron(self.next_try_at)

    def _post(self):
        """Return whether the receiver took it, and what to tell people."""
        target = self.target_id.sudo()
        try:
            facts = webhook.post(
                target.webhook_url,
                target.webhook_secret,
                self._message_id(),
                int(time.time()),
                json.dumps(self.payload).encode(),
            )
        except Exception as error:
            # A defect of ours, or a secret that is none: this message's failure.
            _logger.exception("Webhook message %s could not be posted", self.id)
            facts = {"outcome": "defect", "detail": f"{type(error).__name__}: {error}"}
        return webhook.is_taken(facts), sentence(self.env, facts)

    def _message_id(self):
        """Return what a receiver tells a repeated message by; it names no database."""
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"msg_{uuid}_{self.id}"

    def _state_after(self, taken):
        if taken:
            return TAKEN
        last = self.event == "test" or self.tries > len(PAUSES)
        return GIVEN_UP if last else PENDING

    @api.model
    def _wake_cron(self, at=None):
        self.env.ref("proxy_health.ir_cron_webhook").sudo()._trigger(at=at)
