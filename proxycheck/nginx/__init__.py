"""What we know of nginx's configuration: the blocks that are right for Odoo."""

from .blocks import WEBSOCKET_BLOCK, WEBSOCKET_PROXY_PASS

__all__ = ["WEBSOCKET_BLOCK", "WEBSOCKET_PROXY_PASS"]
