from odoo import fields, models

from ..compat import check_identity
from ..models.res_users_apikeys import SCOPE


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
