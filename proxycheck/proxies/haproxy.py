"""HAProxy: it signs nothing, but its error pages never change (src/http.c, http_err_msgs)."""

from .dialect import add, native, put, remove
from .product import Product

FRONTEND = "frontend"
EVENTED = "backend of /websocket"
TUNNEL = put("defaults", "timeout tunnel …", "timeout tunnel 1h")
DIALECT = {
    "return": native(
        "http-request redirect", remove(FRONTEND, "http-request redirect …")
    ),
    "client_max_body_size": native(
        "http-request deny", remove(FRONTEND, "http-request deny deny_status 413 …")
    ),
    "location /websocket": native(
        "use_backend",
        add(FRONTEND, "use_backend odoo_evented if { path_beg /websocket }"),
        add("backend odoo_evented", "server evented 127.0.0.1:%(gevent_port)s"),
    ),
    "proxy_pass /websocket": native(
        "server", put(EVENTED, "server …", "server evented 127.0.0.1:%(gevent_port)s")
    ),
    "proxy_pass /": native(
        "server", put("backend of /", "server …", "server odoo 127.0.0.1:%(http_port)s")
    ),
    # HAProxy passes an upgrade by itself; somebody must have taken the header away.
    "proxy_set_header Upgrade": native(
        "http-request del-header", remove(FRONTEND, "http-request del-header Upgrade")
    ),
    "proxy_set_header Connection": native(
        "http-request del-header",
        remove(FRONTEND, "http-request del-header Connection"),
    ),
    "proxy_set_header X-Forwarded-Host": native(
        "http-request set-header",
        add(FRONTEND, "http-request set-header X-Forwarded-Host %%[req.hdr(host)]"),
    ),
    "proxy_set_header X-Forwarded-Proto": native(
        "http-request set-header",
        put(
            FRONTEND,
            "http-request set-header X-Forwarded-Proto …",
            "http-request set-header X-Forwarded-Proto %(scheme)s",
        ),
    ),
    "proxy_set_header X-Forwarded-For": native(
        "option forwardfor", add("defaults", "option forwardfor")
    ),
    "proxy_read_timeout /websocket": native("timeout tunnel", TUNNEL),
    "proxy_read_timeout": native(
        "timeout server", put("defaults", "timeout server …", "timeout server 720s")
    ),
    "proxy_protocol": native(
        "send-proxy", put("each backend", "server … send-proxy", "server …")
    ),
    "deny": native("http-request deny", remove(FRONTEND, "http-request deny …")),
    "limit_req": native(
        "http-request deny", remove(FRONTEND, "http-request deny deny_status 429 …")
    ),
}

PRODUCT = Product(
    kind="haproxy",
    name="HAProxy",
    page=r"^<html><body><h1>\d{3} [a-z -]+</h1>\n[^<]*\n</body></html>\s*$",
    dead=(502, 503),
    dialect=DIALECT,
)
