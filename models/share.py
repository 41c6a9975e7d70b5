import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.tools import consteq
from odoo.tools.misc import format_datetime

# The key stands behind the "#": browsers send that part to nobody, so no access log, no
# proxy and no Referer ever holds it.
PATH = "/proxy_health/shared#"

# A link that is opened all day tells its story once an hour.
CHATTER_PAUSE = timedelta(hours=1)


class ProxyHealthShare(models.Model):
    """A link by which somebody without a login reads one check, for a while."""

    _name = "proxy.health.share"
    _description = "Proxy Health Share Link"
    _order = "id desc"

    check_id = fields.Many2one(
        "proxy.health.check",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    key_hash = fields.Char(required=True, readonly=True, copy=False)
    expires_at = fields.Datetime(required=True, readonly=True)
    revoked = fields.Boolean(readonly=True)
    keep = fields.Json(
        readonly=True, help="What the user who shared it chose to leave in."
    )
    uses = fields.Integer(readonly=True)
    last_used_at = fields.Datetime(readonly=True)
    told_at = fields.Datetime(readonly=True)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("expired", "Expired"),
            ("revoked", "Revoked"),
            ("orphaned", "Sharer Lost Access"),
        ],
        compute="_compute_state",
    )

    _one_a_key = models.UniqueIndex("(key_hash)")

    @api.depends("expires_at", "revoked", "create_uid.active", "create_uid.group_ids")
    def _compute_state(self):
        for share in self:
            share.state = share._state()

    @api.depends("check_id")
    def _compute_display_name(self):
        for share in self:
            share.display_name = share.check_id.display_name

    def _state(self):
        if self.revoked:
            return "revoked"
        if self.expires_at <= fields.Datetime.now():
            return "expired"
        return "open" if self._sharer_may() else "orphaned"

    def _sharer_may(self):
        """Say whether who made this link could make it today.

        Whoever left, was archived or lost the group takes their links along.
        """
        sharer = self.create_uid
        if not sharer.active and sharer.id != SUPERUSER_ID:
            return False  # archived or deleted
        return self.check_id.with_user(sharer).has_access("read")

    def action_revoke(self):
        """End these links at once, for good."""
        self.check_access("read")
        self.sudo().revoked = True
        for share in self:
            share._tell(self.env._("A link to this check was revoked."))

    @api.model
    def _make(self, check, days, keep=()):
        """Return a new link to a check; its key is told here and never again."""
        key = secrets.token_urlsafe(32)
        check.check_access("read")
        values = {
            "check_id": check.id,
            "key_hash": _hash(key),
            "expires_at": fields.Datetime.now() + timedelta(days=days),
            "keep": list(keep),
        }
        # sudo: managers read links; they make them here and end them in `action_revoke`.
        share = self.sudo().create(values).with_env(self.env)
        until = format_datetime(self.env, share.expires_at)
        share._tell(self.env._("Shared by a link that is good until %s.", until))
        return share.get_base_url() + PATH + key

    @api.model
    def _opened_by(self, key):
        """Return the share that a key opens; none for one that is no good, whyever."""
        wanted = _hash(key)
        share = self.search([("key_hash", "=", wanted)], limit=1)
        same = consteq(share.key_hash or "", wanted)
        return share if same and share.state == "open" else self.browse()

    def _use(self):
        """Count a use, and tell of it where people look."""
        self.ensure_one()
        now = fields.Datetime.now()
        self.write({"uses": self.uses + 1, "last_used_at": now})
        if not self.told_at or now - self.told_at >= CHATTER_PAUSE:
            self.told_at = now
            self._tell(
                self.env._("A shared link was opened, %s times by now.", self.uses)
            )

    def _tell(self, text):
        """Note it in the chatter of the address, where that has one."""
        target = self.check_id.target_id
        if hasattr(target, "message_post"):
            note = f"{self.check_id.display_name}: {text}"
            target.message_post(body=note, subtype_xmlid="mail.mt_note")

    @api.autovacuum
    def _gc_ended(self):
        """Forget links that ended a month ago; until then their uses are seen."""
        long_ago = fields.Datetime.now() - timedelta(days=30)
        self.search([("expires_at", "<", long_ago)]).unlink()


def _hash(key):
    # The key is random and long: nothing is to be gained by a slow hash.
    return hashlib.sha256(key.encode()).hexdigest()
