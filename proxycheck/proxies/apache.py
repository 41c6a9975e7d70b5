"""Apache httpd: it passes Odoo's Server header on and signs only what it writes itself.

Its pages: server/util_script and modules/http/http_protocol.c (ap_send_error_response).
mod_proxy adds X-Forwarded-For, -Host and -Server by itself (ProxyAddHeaders).
"""

from .dialect import native, put, remove
from .product import Product

HOST = "<VirtualHost>"
WEBSOCKET = put(
    HOST,
    "ProxyPass /websocket …",
    "ProxyPass /websocket http://127.0.0.1:%(gevent_port)s/websocket upgrade=websocket",
)
#: mod_proxy_http upgrades since Apache 2.4.47. ProxyPass lines are read from the top, so
#: that of /websocket stands above that of /.
DIALECT = {
    # ProxyPass wins over “Redirect”, and mod_rewrite over both.
    "return": native("RewriteRule", remove(HOST, "RewriteRule … [R=301,L]")),
    "location /websocket": native("ProxyPass /websocket", WEBSOCKET),
    "proxy_pass /websocket": native("ProxyPass /websocket", WEBSOCKET),
    "proxy_set_header Upgrade": native("upgrade=websocket", WEBSOCKET),
    "proxy_set_header Connection": native("upgrade=websocket", WEBSOCKET),
    "proxy_pass /": native(
        "ProxyPass /",
        put(HOST, "ProxyPass / …", "ProxyPass / http://127.0.0.1:%(http_port)s/"),
    ),
    "proxy_set_header Host": native(
        "ProxyPreserveHost", put(HOST, "ProxyPreserveHost …", "ProxyPreserveHost On")
    ),
    "proxy_set_header X-Forwarded-Host": native(
        "ProxyAddHeaders", put(HOST, "ProxyAddHeaders …", "ProxyAddHeaders On")
    ),
    "proxy_set_header X-Forwarded-For": native(
        "ProxyAddHeaders", put(HOST, "ProxyAddHeaders …", "ProxyAddHeaders On")
    ),
    "proxy_set_header X-Forwarded-Proto": native(
        "RequestHeader",
        put(
            HOST,
            "RequestHeader set X-Forwarded-Proto …",
            "RequestHeader set X-Forwarded-Proto %(scheme)s",
        ),
    ),
    "proxy_read_timeout": native(
        "ProxyTimeout", put(HOST, "ProxyTimeout …", "ProxyTimeout 720")
    ),
    "deny": native("Require", remove(HOST, "Require all denied")),
    "auth_basic": native(
        "Require", put(HOST, "Require valid-user", "Require all granted")
    ),
}

PRODUCT = Product(
    kind="apache",
    name="Apache",
    servers=("apache",),
    signs_own_only=True,
    page=r"^<!doctype html public \"-//(ietf//dtd html 2\.0|w3c//dtd html 4\.01)//en\"[^>]*>\n"
    r"<html><head>\n<title>\d{3} ",
    adds=frozenset({"x-forwarded-server"}),
    # 503 when nobody listens, 502 when the answer is bad or late.
    dead=(502, 503),
    dialect=DIALECT,
)
