"""Keys for reading from afar: Odoo's own, and ours, which are good for nothing else."""

from functools import lru_cache

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.base.models.res_users import INDEX_SIZE, KEY_CRYPT_CONTEXT

SCOPE = "proxy_health"

# What an unknown key is compared with, so that it costs what a wrong one costs.
_NOBODYS = KEY_CRYPT_CONTEXT.hash("nobody's key")


class ResUsersApikeys(models.Model):
    _inherit = "res.users.apikeys"

    @api.model
    def _proxy_health_user(self, key):
        """Return the user whose key may read results, or nobody.

        Monitors ask every few seconds, and to hash a key takes longer than all the
        rest: a key that matched a row once is remembered to match that very row.
        Whether the row still stands and is still good is asked each time.
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
