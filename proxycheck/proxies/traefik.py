"""Traefik: it signs nothing, but sets three headers together.

X-Forwarded-Server, X-Forwarded-Port and X-Real-Ip: pkg/middlewares/forwardedheaders.
"""

from .dialect import add, native, put, remove, set_to
from .product import Product

BODY = "….buffering.maxRequestBodyBytes"
READ_TIMEOUT = "entryPoints.websecure.transport.respondingTimeouts.readTimeout"
LABELS = "labels of Odoo's container"
PORT = "traefik.http.services.odoo-websocket.loadbalancer.server.port"
EVENTED = put(LABELS, f"{PORT}=…", f"{PORT}=%(gevent_port)s")
#: The longer rule has the higher priority, so /websocket wins over /.
DIALECT = {
    "proxy_set_header X-Forwarded-Proto": native(
        "customRequestHeaders",
        remove(LABELS, "….headers.customrequestheaders.X-Forwarded-Proto=…"),
    ),
    "location /websocket": native(
        "router",
        add(
            LABELS,
            "traefik.http.routers.odoo-websocket.rule=Host(`%(host)s`) && PathPrefix(`/websocket`)",
        ),
        add(LABELS, "traefik.http.routers.odoo-websocket.service=odoo-websocket"),
        add(LABELS, f"{PORT}=%(gevent_port)s"),
    ),
    "proxy_pass /websocket": native("loadbalancer.server.port", EVENTED),
    "proxy_pass /": native(
        "loadbalancer.server.port",
        put(
            LABELS,
            "traefik.http.services.odoo.loadbalancer.server.port=…",
            "traefik.http.services.odoo.loadbalancer.server.port=%(http_port)s",
        ),
    ),
    "client_max_body_size": native(
        "buffering",
        put(
            LABELS,
            "….buffering.maxRequestBodyBytes=…",
            "….buffering.maxRequestBodyBytes=134217728",
        ),
    ),
    "limit_req": native("rateLimit", remove(LABELS, "….ratelimit.…")),
    "deny": native("ipAllowList", remove(LABELS, "….ipallowlist.…")),
    "auth_request": native(
        "forwardAuth",
        add(
            LABELS,
            "traefik.http.routers.odoo-check.rule=Host(`%(host)s`) && ClientIP(`%(asked_from)s`)",
        ),
        add(LABELS, "traefik.http.routers.odoo-check.service=odoo"),
    ),
    "auth_basic": native("basicAuth", remove(LABELS, "….basicauth.…")),
    # Since version 3 an entry point reads no longer than 60 s from a client.
    "proxy_read_timeout /websocket": native(
        "respondingTimeouts",
        set_to(
            "static configuration",
            "entryPoints.websecure.transport.respondingTimeouts.readTimeout: 0s",
        ),
    ),
}

PRODUCT = Product(
    kind="traefik",
    name="Traefik",
    adds=frozenset({"x-forwarded-server", "x-forwarded-port", "x-real-ip"}),
    dialect=DIALECT,
)
