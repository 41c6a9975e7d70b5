from odoo import models

from ..tools import ticket


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Drop our channels, unless asked for with a token that is still good."""
        allowed = [channel for channel in channels if ticket.admits(self.env, channel)]
        return super()._build_bus_channel_list(allowed)
