"""What we know of nginx's configuration: the blocks that are right for Odoo."""

from .blocks import CERTIFICATE, WEBSOCKET_BLOCK, WEBSOCKET_PROXY_PASS

__all__ = ["CERTIFICATE", "WEBSOCKET_BLOCK", "WEBSOCKET_PROXY_PASS"]
