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
    },
)
