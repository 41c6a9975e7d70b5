"""Keys that end one day: up to 17 Odoo has none, and later ones keep the same column."""

from odoo import api, fields, models


class ResUsersApikeys(models.Model):
    _inherit = "res.users.apikeys"

    expiration_date = fields.Datetime(readonly=True)

    def _auto_init(self):
        super()._auto_init()
        # The model's table is made by hand (``_auto = False``), so is this column.
        self.env.cr.execute(
            "ALTER TABLE res_users_apikeys"
            " ADD COLUMN IF NOT EXISTS expiration_date timestamp without time zone"
        )

    @api.model
    def _generate(self, scope, name, expiration_date=None):
        """Return a new key, which ends at that moment if one is given."""
        key = super()._generate(scope, name)
        if expiration_date:
            self.env.cr.execute(
                "UPDATE res_users_apikeys SET expiration_date = %s"
                " WHERE id = (SELECT max(id) FROM res_users_apikeys WHERE user_id = %s)",
                [expiration_date, self.env.uid],
            )
        return key

    @api.model
    def _check_credentials(self, *, scope, key):
        """Return whose key it is; of one that has ended, nobody's."""
        owner = super()._check_credentials(scope=scope, key=key)
        return owner if owner and not self._has_ended(owner, scope, key) else None

    @api.model
    def _has_ended(self, owner, scope, key):
        ended = [
            row
            for row in self._proxy_health_candidates(key)
            if row[1] == owner and row[3] in (None, scope)
        ]
        return bool(ended) and all(row[-1] for row in ended)
