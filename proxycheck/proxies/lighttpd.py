"""lighttpd: it passes Odoo's Server header on and signs only what it writes itself."""

from .dialect import native, put, remove
from .product import Product

UPGRADE = put(
    "the server's block", "proxy.header = …", 'proxy.header = ( "upgrade" => "enable" )'
)


def served_by(where, port):
    """Return the `Native` of the port of Odoo that a block leads to."""
    server = (
        f'proxy.server = ( "" => (( "host" => "127.0.0.1", "port" => %({port})s )))'
    )
    return native("proxy.server", put(where, "proxy.server = …", server))


EVENTED = served_by('$HTTP["url"] =~ "^/websocket"', "gevent_port")
DIALECT = {
    "return": native("url.redirect", remove("the server's block", "url.redirect = …")),
    "deny": native(
        "url.access-deny",
        remove('$HTTP["url"] =~ "^/websocket"', "url.access-deny = …"),
    ),
    "location /websocket": EVENTED,
    "proxy_pass /websocket": EVENTED,
    "proxy_pass /": served_by("else", "http_port"),
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
