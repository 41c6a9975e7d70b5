from odoo import api, fields, models


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
