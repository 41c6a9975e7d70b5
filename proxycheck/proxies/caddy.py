"""Caddy: “Server: Caddy” on its own answers, “Via: 1.1 Caddy” on those that it passed on.

The Via header came with Caddy 2.10; an older one that passes Odoo's Server header on
looks like any other Go program.
"""

from .product import Product

PRODUCT = Product(
    kind="caddy",
    name="Caddy",
    servers=("caddy",),
    signs_own_only=True,
    marks={"via": r"(?i).*\bcaddy\b"},
    counts_bytes=True,
)
