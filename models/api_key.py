"""Keys for reading from afar: Odoo's own, and ours, which are good for nothing else."""

from functools import lru_cache

from odoo import api, fields, models
from odoo.addons.base.models.res_users import (
    INDEX_SIZE,
    KEY_CRYPT_CONTEXT,
    check_identity,
)
from odoo.tools import SQL

SCOPE = "proxy_health"

# What an unknown key is compared with, so that it costs what a wrong one costs.
_NOBODYS = KEY_CRYPT_CONTEXT.hash("nobody's key")


class ResUsersApikeys(models.Model):
    _inherit = "res.users.apikeys"

    @api.model
    def _proxy_health_user(self, key):
        """Return the user whose key may read results, or nobody.

        Monitors ask every few seconds, and to hash a key takes longer than all the rest:
        a key that matched a row once is remembered to match that very row. Whether the
        row still stands and is still good is asked each time.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT keys.user_id, keys.key
                  FROM %s AS keys JOIN res_users AS users ON users.id = keys.user_id
                 WHERE users.active AND keys.index = %s
                   AND (keys.scope IS NULL OR keys.scope = %s)
                   AND (keys.expiration_date IS NULL
                        OR keys.expiration_date >= now() AT TIME ZONE 'utc')
                """,
                SQL.identifier(self._table),
                key[:INDEX_SIZE],
                SCOPE,
            )
        )
        for user_id, stored in rows or [(None, _NOBODYS)]:
            if _is_key_of(key, stored):
                return self.env["res.users"].browse(user_id)
        return self.env["res.users"]


@lru_cache(maxsize=128)
def _is_key_of(key, stored):
    """Say whether this key was stored as this hash; a fact that never changes."""
    return KEY_CRYPT_CONTEXT.verify(key, stored)


class ProxyHealthNewKey(models.TransientModel):
    """Makes a key that reads results and does nothing else, and shows it once."""

    _name = "proxy.health.new.key"
    _description = "New Key for Reading Results"

    name = fields.Char(
        string="Who Gets It",
        required=True,
        help="Only this name will tell you later which key to revoke.",
    )
    days = fields.Selection(
        [("30", "One Month"), ("90", "Three Months"), ("365", "One Year")],
        string="Good For",
        required=True,
        default="365",
    )

    @check_identity
    def action_make(self):
        """Make the key and show it, this once."""
        self.ensure_one()
        self.check_access("write")
        until = fields.Datetime.add(fields.Datetime.now(), days=int(self.days))
        keys = self.env["res.users.apikeys"].sudo()
        key = keys._generate(SCOPE, self.name, until)
        return self.env["proxy.health.secret"]._show(
            key, self.env._("Your New Key"), self.env._("Authorization: Bearer %s", key)
        )


class ProxyHealthSecret(models.AbstractModel):
    """Shows what is told once; nothing of it is stored."""

    _name = "proxy.health.secret"
    _description = "Secret Shown Once"

    # A form of no record needs a field called id; its values come as defaults.
    id = fields.Id()
    secret = fields.Char(readonly=True)
    usage = fields.Char(readonly=True)

    @api.model
    def _show(self, secret, title, usage=""):
        """Return the action that shows a secret."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "name": title,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_secret": secret, "default_usage": usage},
        }
