from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..proxycheck import render


class ProxyHealthTarget(models.Model):
    _inherit = "proxy.health.target"

    nginx_choices = fields.Json(
        copy=False,
        help="What the right nginx file on the check page is written for, as chosen there.",
    )

    @api.constrains("nginx_choices")
    def _check_nginx_choices(self):
        for target in self.filtered("nginx_choices"):
            target._valid_choices(target.nginx_choices, {})

    @api.model
    def _valid_choices(self, choices, found):
        """Return the engine's `Choices` for a report and what was chosen, or refuse it."""
        try:
            return render.of_report(found, **render.asked(choices))
        except render.BadChoice as refusal:
            raise ValidationError(str(refusal)) from refusal
