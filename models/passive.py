from odoo import models


class ProxyHealthCheck(models.Model):
    """Real browsers know more than any probe: a check takes along what they told."""

    _inherit = "proxy.health.check"

    def _beginning(self):
        told = self.env["proxy.health.lifetime"].sudo()._observation(self.target_id)
        if not told:
            return super()._beginning()
        seen = [*self._seen(self.browser_observations), told]
        return {**super()._beginning(), "browser_observations": self._stored(seen)}
