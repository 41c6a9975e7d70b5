"""Envoy (Istio, Contour, Emissary): it signs every answer, and its refusals are plain sentences."""

from .dialect import add, native, put
from .product import Product

MANAGER = "http_connection_manager"
ROUTES = "routes of the virtual host"
ROUTE = "route: {cluster: odoo_evented, timeout: 0s, idle_timeout: 720s}"
DIALECT = {
    "proxy_set_header Upgrade": native(
        "upgrade_configs", add(MANAGER, "upgrade_configs: [{upgrade_type: websocket}]")
    ),
    "proxy_set_header Connection": native(
        "upgrade_configs", add(MANAGER, "upgrade_configs: [{upgrade_type: websocket}]")
    ),
    "location /websocket": native(
        "route",
        add(ROUTES, "- match: {prefix: /websocket}"),
        add(
            ROUTES, "  route: {cluster: odoo_evented, timeout: 0s, idle_timeout: 720s}"
        ),
        add("clusters", "odoo_evented, to port %(gevent_port)s"),
    ),
    "proxy_pass /websocket": native(
        "port_value",
        put("cluster of /websocket", "port_value: …", "port_value: %(gevent_port)s"),
    ),
    "proxy_pass /": native(
        "port_value", put("cluster of /", "port_value: …", "port_value: %(http_port)s")
    ),
    "proxy_set_header X-Forwarded-Host": native(
        "request_headers_to_add",
        add(
            "virtual host",
            "request_headers_to_add:"
            ' [{header: {key: X-Forwarded-Host, value: "%%REQ(:AUTHORITY)%%"}}]',
        ),
    ),
    "proxy_set_header X-Forwarded-For": native(
        "use_remote_address", add(MANAGER, "use_remote_address: true")
    ),
    "proxy_read_timeout /websocket": native(
        "idle_timeout",
        put(
            ROUTES,
            "route: {… timeout: …}",
            "route: {cluster: odoo_evented, timeout: 0s, idle_timeout: 720s}",
        ),
    ),
}

PRODUCT = Product(
    kind="envoy",
    name="Envoy",
    servers=("envoy", "istio-envoy"),
    page=r"^(no healthy upstream|upstream connect error or disconnect|upstream request timeout)",
    marks={
        "x-envoy-upstream-service-time": r"\d",
        "x-envoy-external-address": r".",
        "x-envoy-expected-rq-timeout-ms": r".",
    },
    dead=(502, 503),
    counts_bytes=True,
    dialect=DIALECT,
)
