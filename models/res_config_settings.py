from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    proxy_health_base_url = fields.Char(
        string="Public Address",
        help="The address that people type; it follows web.base.url until changed.",
    )
    proxy_health_target_id = fields.Many2one(
        "proxy.health.target",
        default=lambda self: self.env["proxy.health.target"]._own(),
    )
    proxy_health_check_id = fields.Many2one(
        related="proxy_health_target_id.last_check_id"
    )
    proxy_health_verdict = fields.Selection(
        related="proxy_health_target_id.last_verdict"
    )
    proxy_health_checked_at = fields.Datetime(
        related="proxy_health_target_id.last_checked_at"
    )

    @api.model
    def get_values(self):
        own = self.env["proxy.health.target"]._own()
        return {**super().get_values(), "proxy_health_base_url": own.base_url}

    def set_values(self):
        result = super().set_values()
        self._proxy_health_set_address()
        return result

    def action_proxy_health_run(self):
        """Keep the address that stands in the form, queue a check of it and open it."""
        self.ensure_one()
        return self._proxy_health_set_address().action_run_check()

    def _proxy_health_set_address(self):
        """Return this Odoo's target, with the address that stands in the form."""
        own = self.env["proxy.health.target"]._own()
        if self.proxy_health_base_url != own.base_url:
            own.address = self.proxy_health_base_url
        return own
