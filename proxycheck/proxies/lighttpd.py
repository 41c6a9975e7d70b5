"""lighttpd: it passes Odoo's Server header on and signs only what it writes itself."""

from .product import Product

PRODUCT = Product(
    kind="lighttpd",
    name="lighttpd",
    servers=("lighttpd",),
    signs_own_only=True,
    dead=(502, 503),
)
