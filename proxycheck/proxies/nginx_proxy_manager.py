"""Nginx Proxy Manager: openresty that answers X-Served-By with the site's own name.

Its toggle “Websockets Support” writes both upgrade headers; what it has no field for
goes into the tab “Advanced” of the proxy host, in nginx's own words.
"""

from .dialect import native, set_to
from .product import Product

SUPPORT = native(
    "Websockets Support",
    set_to("Proxy Host, tab Details", "Websockets Support: on"),
)
PUBLIC = native(
    "Access List",
    set_to("Proxy Host, tab Details", "Access List: Publicly Accessible"),
)


def advanced(line):
    """Return the `Native` of a line of nginx's own, for the whole proxy host."""
    where = "Proxy Host, tab Advanced"
    return native("Custom Nginx Configuration", set_to(where, line))


PRODUCT = Product(
    kind="nginx-proxy-manager",
    name="Nginx Proxy Manager",
    marks={"x-served-by": r"(?!cache-)\S"},
    only_on="openresty",
    is_nginx=True,
    dialect={
        "proxy_set_header Upgrade": SUPPORT,
        "proxy_set_header Connection": SUPPORT,
        "location /websocket": native(
            "Custom location",
            set_to(
                "Proxy Host, tab Custom locations",
                "/websocket: http, this Odoo's host, port %(gevent_port)s",
            ),
        ),
        "proxy_pass /websocket": native(
            "Forward Port",
            set_to(
                "Proxy Host, tab Custom locations, /websocket",
                "Forward Port: %(gevent_port)s",
            ),
        ),
        "proxy_pass /": native(
            "Forward Port",
            set_to("Proxy Host, tab Details", "Forward Port: %(http_port)s"),
            set_to(
                "Proxy Host, tab Custom locations, / (if it is there)",
                "Forward Port: %(http_port)s",
            ),
        ),
        # Each block sets headers of its own, so it inherits none.
        "proxy_set_header X-Forwarded-Host": native(
            "Custom location",
            set_to(
                "Proxy Host, tab Custom locations, / and /websocket, the gear",
                "proxy_set_header X-Forwarded-Host $http_host;",
            ),
        ),
        "client_max_body_size": advanced("client_max_body_size 128m;"),
        "proxy_read_timeout": advanced("proxy_read_timeout 720s;"),
        "deny": PUBLIC,
        "auth_basic": PUBLIC,
    },
)
