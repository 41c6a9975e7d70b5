from werkzeug.exceptions import Forbidden

from odoo import api, models
from odoo.http import request

from ..tools import lifetimes, ticket
from ..tools.words import MANAGERS


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _match(cls, path_info):
        """Let a session that was lent for a challenge reach what answers it, only."""
        rule, args = super()._match(path_info)
        lent = request.session.get(ticket.CHALLENGE_ONLY)
        if lent and not rule.endpoint.routing.get(ticket.CHALLENGE_ONLY):
            raise Forbidden()
        return rule, args

    def session_info(self):
        return {**super().session_info(), **self._proxy_health_session()}

    @api.model
    def _proxy_health_session(self):
        """Return what a page would otherwise have to ask for.

        ``proxy_health_critical``: how many critical alerts are open (managers only);
        ``proxy_health_every``: after how many seconds lost connections may be told.
        """
        info = {}
        if self.env.user._is_internal() and lifetimes.enabled(self.env):
            info["proxy_health_every"] = lifetimes.INTERVAL_SECONDS
        if self.env.user.has_group(MANAGERS):
            info["proxy_health_critical"] = self.env["proxy.health.alert"]._critical()
        return info
