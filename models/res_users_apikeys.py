"""Keys for remote access: Odoo's own, and ours, which are good for nothing else."""

import hashlib
import hmac
import secrets

from odoo import api, models
from odoo.tools import SQL

from ..compat import INDEX_SIZE, KEY_CRYPT_CONTEXT

SCOPE = "proxy_health"

# Whose key Odoo said it is, by a digest of the key and of all that Odoo's answer depends
# on. The digest's secret is this process's own: no key can be guessed from it.
_secret = secrets.token_bytes(32)
_owners = {}
_MAX_OWNERS = 128

_CANDIDATES = """
    SELECT keys.id, keys.user_id, keys.key, keys.scope, users.active,
           keys.expiration_date < now() AT TIME ZONE 'utc'
      FROM %s AS keys JOIN res_users AS users ON users.id = keys.user_id
     WHERE keys.index = %s
     ORDER BY keys.id
"""


class ResUsersApikeys(models.Model):
    _inherit = "res.users.apikeys"

    @api.model
    def _proxy_health_user(self, key):
        """Return the user whose key may read results, or nobody.

        Odoo decides. Monitors ask every few seconds, and to hash a key takes longer
        than all the rest: Odoo is asked again as soon as anything changed that its
        answer depends on, which is looked at each time.
        """
        candidates = self._proxy_health_candidates(key)
        known = _digest(key, self.env.cr.dbname, candidates)
        if known in _owners:
            return self.env["res.users"].browse(_owners[known])
        owner = self._check_credentials(scope=SCOPE, key=key)
        if owner:
            _remember(known, owner)
        elif not candidates:
            # Odoo hashed nothing. An unknown key shall cost what a wrong one costs.
            KEY_CRYPT_CONTEXT.verify(key, None)
        return self.env["res.users"].browse(owner)

    @api.model
    def _proxy_health_candidates(self, key):
        """Return all rows that this key may stand for, good or not, with their state."""
        table = SQL.identifier(self._table)
        return self.env.execute_query(SQL(_CANDIDATES, table, key[:INDEX_SIZE]))


def _digest(key, *state):
    """Return what stands for a key and a state; neither can be read out of it."""
    return hmac.digest(_secret, repr((key, *state)).encode(), hashlib.sha256)


def _remember(known, owner):
    if len(_owners) >= _MAX_OWNERS:
        _owners.clear()
    _owners[known] = owner
