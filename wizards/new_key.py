from odoo import api, fields, models

from odoo.addons.base.models.res_users import check_identity

from ..models.api_key import SCOPE


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
