from odoo import api, fields, models

from ..tools.retention import KEEP_DAYS, keep_days
from .lifetime import ENABLED


class ResConfigSettings(models.TransientModel):
    """What is watched without anybody asking, and for how long it is kept."""

    _inherit = "res.config.settings"

    proxy_health_keep_days = fields.Integer(
        string="Keep Checks (Days)",
        help="The last check before each change of verdict is kept for ever.",
    )
    proxy_health_lifetimes = fields.Boolean(
        string="Count Lost Connections",
        help="Browsers tell how long their websockets lived, every five minutes.",
    )

    @api.model
    def get_values(self):
        return {
            **super().get_values(),
            "proxy_health_keep_days": keep_days(self.env),
            "proxy_health_lifetimes": self.env["proxy.health.lifetime"]._enabled(),
        }

    def set_values(self):
        result = super().set_values()
        parameters = self.env["ir.config_parameter"].sudo()
        # As text: a parameter that is false is deleted, and the default is on.
        parameters.set_param(KEEP_DAYS, str(max(self.proxy_health_keep_days, 0)))
        parameters.set_param(ENABLED, str(self.proxy_health_lifetimes))
        return result
