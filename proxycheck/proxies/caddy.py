"""Caddy: “Server: Caddy” on its own answers, “Via: 1.1 Caddy” on those that it passed on.

The Via header came with Caddy 2.10; an older one that passes Odoo's Server header on
looks like any other Go program.
"""

from .dialect import add, native, put, remove
from .product import Product

SITE = "the site's block"
WEBSOCKET = put(
    SITE,
    "reverse_proxy /websocket* …",
    "reverse_proxy /websocket* 127.0.0.1:%(gevent_port)s",
)
DIALECT = {
    "return": native("redir", remove(SITE, "redir …")),
    "location /websocket": native("reverse_proxy /websocket*", WEBSOCKET),
    "proxy_pass /websocket": native("reverse_proxy /websocket*", WEBSOCKET),
    "proxy_pass /": native(
        "reverse_proxy",
        put(SITE, "reverse_proxy 127.0.0.1:…", "reverse_proxy 127.0.0.1:%(http_port)s"),
    ),
    # Caddy passes an upgrade, and sets the forwarded headers, by itself.
    "proxy_set_header Upgrade": native(
        "header_up",
        remove(SITE, "header_up -Upgrade"),
        remove(SITE, "header_up -Connection"),
    ),
    "proxy_set_header Connection": native(
        "header_up", remove(SITE, "header_up -Connection")
    ),
    "proxy_set_header Host": native("header_up", remove(SITE, "header_up Host …")),
    "proxy_set_header X-Forwarded-Host": native(
        "header_up", remove(SITE, "header_up -X-Forwarded-Host")
    ),
    "proxy_set_header X-Forwarded-Proto": native(
        "header_up", remove(SITE, "header_up X-Forwarded-Proto …")
    ),
    "client_max_body_size": native(
        "request_body", put(SITE, "max_size …", "max_size 128MiB")
    ),
    "proxy_read_timeout /websocket": native(
        "stream_timeout", remove(SITE, "stream_timeout …")
    ),
    "auth_request": native(
        "forward_auth",
        add(SITE, "@asked not remote_ip %(asked_from)s"),
        add(SITE, "forward_auth @asked GATEWAY { … }"),
    ),
    "deny": native("respond", remove(SITE, "respond … 403")),
}

PRODUCT = Product(
    kind="caddy",
    name="Caddy",
    servers=("caddy",),
    signs_own_only=True,
    marks={"via": r"(?i).*\bcaddy\b"},
    counts_bytes=True,
    dialect=DIALECT,
)
