"""lighttpd: it passes Odoo's Server header on and signs only what it writes itself."""

from .dialect import native, put
from .product import Product

UPGRADE = put(
    "the server's block", "proxy.header = …", 'proxy.header = ( "upgrade" => "enable" )'
)
DIALECT = {
    "proxy_set_header Upgrade": native("proxy.header", UPGRADE),
    "proxy_set_header Connection": native("proxy.header", UPGRADE),
}

PRODUCT = Product(
    kind="lighttpd",
    name="lighttpd",
    servers=("lighttpd",),
    signs_own_only=True,
    dead=(502, 503),
    dialect=DIALECT,
)
