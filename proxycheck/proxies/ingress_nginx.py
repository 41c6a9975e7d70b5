"""ingress-nginx (Kubernetes): nginx that sets X-Request-ID, X-Scheme and X-Forwarded-Scheme.

rootfs/etc/nginx/template/nginx.tmpl. Upgrades pass by themselves. What nginx calls a
directive is an annotation of the Ingress, or a key of the controller's ConfigMap.
"""

from .dialect import add, native, put, set_to
from .product import Product

ANNOTATIONS = "metadata.annotations of the Ingress"
PREFIX = "nginx.ingress.kubernetes.io"
CONFIG = "data of the controller's ConfigMap"
PATHS = "paths of the Ingress"


def path(prefix, port):
    """Return the `Native` of a path that leads to a port of Odoo's service."""
    backend = f"backend: {{service: {{name: odoo, port: {{number: %({port})s}}}}}}"
    return native(
        f"path {prefix}",
        add(PATHS, f"- path: {prefix}"),
        add(PATHS, "  pathType: Prefix"),
        add(PATHS, f"  {backend}"),
    )


def annotation(name, value):
    """Return the `Native` of what one annotation says."""
    whole = f"{PREFIX}/{name}"
    return native(whole, put(ANNOTATIONS, f"{whole}: …", f'{whole}: "{value}"'))


def without(name):
    """Return the `Native` of an annotation that is not to stand there."""
    return native(f"{PREFIX}/{name}", set_to(ANNOTATIONS, f"no {PREFIX}/{name}"))


EVENTED = path("/websocket", "gevent_port")
PRODUCT = Product(
    kind="ingress-nginx",
    name="ingress-nginx",
    adds=frozenset({"x-request-id", "x-scheme", "x-forwarded-scheme"}),
    only_on="nginx",
    is_nginx=True,
    dialect={
        "location /websocket": EVENTED,
        "proxy_pass /websocket": EVENTED,
        "proxy_pass /": path("/", "http_port"),
        "client_max_body_size": annotation("proxy-body-size", "128m"),
        "proxy_read_timeout": annotation("proxy-read-timeout", "720"),
        "proxy_buffer_size": annotation("proxy-buffer-size", "16k"),
        "limit_req": without("limit-rps"),
        "limit_conn": without("limit-connections"),
        "deny": without("whitelist-source-range"),
        "auth_basic": without("auth-type"),
        "auth_request": without("auth-url"),
        "proxy_protocol": native(
            "use-proxy-protocol", set_to(CONFIG, 'use-proxy-protocol: "true"')
        ),
        # Behind a load balancer that ends TLS.
        "proxy_set_header X-Forwarded-Proto": native(
            "use-forwarded-headers", set_to(CONFIG, 'use-forwarded-headers: "true"')
        ),
    },
)
