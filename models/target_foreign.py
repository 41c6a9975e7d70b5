from urllib.parse import urlsplit

from odoo import api, models
from odoo.exceptions import AccessError


class ProxyHealthTarget(models.Model):
    """Which addresses a manager may have checked who is no administrator.

    A check connects from Odoo's own machine, which reaches more than people do. So an
    address under a new name is an administrator's to enter; under a name that this Odoo
    is known by, a manager may.
    """

    _inherit = "proxy.health.target"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_foreign(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_foreign(vals)
        return super().write(vals)

    @api.model
    def _refuse_foreign(self, vals):
        """Refuse an address under a name that is new here, unless to an administrator."""
        if self.env.is_system():
            return
        given = [vals[name] for name in ("address", "base_url") if vals.get(name)]
        names = {urlsplit(self._valid(address).base_url).hostname for address in given}
        if names - self._known_names():
            raise AccessError(
                self.env._(
                    "Only an administrator may have an address checked whose name is "
                    "new to Proxy Health. Ask one to add it."
                )
            )

    @api.model
    def _known_names(self):
        """Return the names that this Odoo is known by, those of archived addresses too."""
        everyone = self.sudo().with_context(active_test=False)
        own = everyone.search([("address", "!=", False)])  # the others follow this:
        addresses = [self._web_base_url() or "", *own.mapped("address")]
        return {urlsplit(address).hostname for address in addresses}
