from odoo import api, fields, models

from ..proxycheck.words import CheckVerdict
from ..tools import lifetimes, retention
from ..tools.words import selection


class ResConfigSettings(models.TransientModel):
    """This Odoo's own target as the settings show it, and what is watched unasked.

    Nothing of the target is stored here: Odoo forgets to remove the foreign key of a stored
    relation when the module that added it to another's model is uninstalled.
    """

    _inherit = "res.config.settings"

    proxy_health_base_url = fields.Char(
        string="Public Address",
        help="The address that people type; it follows web.base.url until changed.",
    )
    proxy_health_check_id = fields.Many2one(
        "proxy.health.check",
        string="Last Proxy Check",
        compute="_compute_proxy_health_check",
    )
    proxy_health_verdict = fields.Selection(
        selection(CheckVerdict),
        string="Last Verdict",
        compute="_compute_proxy_health_check",
    )
    proxy_health_checked_at = fields.Datetime(compute="_compute_proxy_health_check")
    proxy_health_full_check = fields.Selection(
        lambda self: self.env["proxy.health.target"]._fields["full_check"].selection,
        string="Full Check",
    )
    proxy_health_measured_at = fields.Datetime(
        string="Timeouts Measured", compute="_compute_proxy_health_check"
    )

    proxy_health_no_mail_server = fields.Boolean(
        compute="_compute_proxy_health_check",
        help="No outgoing mail server is set: alerts may reach nobody by mail.",
    )

    proxy_health_keep_days = fields.Integer(
        string="Keep Checks (Days)",
        help="The last check before each change of verdict is kept for ever.",
    )
    proxy_health_lifetimes = fields.Boolean(
        string="Count Lost Connections",
        help="Browsers tell how long their websockets lived, every five minutes.",
    )

    @api.depends("company_id")  # always there, so computed when the form opens
    def _compute_proxy_health_check(self):
        own = self.env["proxy.health.target"]._own()
        for settings in self:
            settings.proxy_health_check_id = own.last_check_id
            settings.proxy_health_verdict = own.last_verdict
            settings.proxy_health_checked_at = own.last_checked_at
            settings.proxy_health_measured_at = own.measured_at
            settings.proxy_health_no_mail_server = own.no_mail_server

    @api.model
    def get_values(self):
        # sudo: whoever may open the settings may read their address.
        own = self.env["proxy.health.target"].sudo()._own()
        return {
            **super().get_values(),
            "proxy_health_base_url": own.base_url,
            "proxy_health_full_check": own.full_check,
            "proxy_health_keep_days": retention.keep_days(self.env),
            "proxy_health_lifetimes": lifetimes.enabled(self.env),
        }

    def set_values(self):
        result = super().set_values()
        own = self._proxy_health_set_address()
        chosen = self.proxy_health_full_check
        if chosen and chosen != own.full_check:
            own.full_check = chosen
        parameters = self.env["ir.config_parameter"].sudo()
        # As text: a parameter that is false is deleted, and the default is on.
        days = str(max(self.proxy_health_keep_days, 0))
        parameters.set_param(retention.KEEP_DAYS, days)
        parameters.set_param(lifetimes.ENABLED, str(self.proxy_health_lifetimes))
        return result

    def action_proxy_health_run(self):
        """Keep the address of the form, and open the page that checks it."""
        self.ensure_one()
        return self._proxy_health_set_address().action_run_check()

    def _proxy_health_set_address(self):
        """Return this Odoo's target, with the address that stands in the form."""
        own = self.env["proxy.health.target"]._own()
        if self.proxy_health_base_url != own.base_url:
            own.address = self.proxy_health_base_url
        return own
