"""What we know of nginx's configuration: the lines and blocks that are right for Odoo."""

from .blocks import (
    CERTIFICATE,
    CERTIFICATE_KEY,
    FORWARDED,
    LONGPOLLING_BLOCK,
    LONGPOLLING_PASS,
    PAGES_PASS,
    UPGRADE,
    WEBSOCKET_BLOCK,
    WEBSOCKET_PASS,
)

__all__ = [
    "CERTIFICATE",
    "CERTIFICATE_KEY",
    "FORWARDED",
    "LONGPOLLING_BLOCK",
    "LONGPOLLING_PASS",
    "PAGES_PASS",
    "UPGRADE",
    "WEBSOCKET_BLOCK",
    "WEBSOCKET_PASS",
]
