"""A Node program (http-proxy and the like): a malformed request gets a 400 with nothing in it.

node's lib/_http_server.js, badRequestResponse.
"""

from .dialect import add, native, put
from .product import Product

PROGRAM = "the program"
#: Both events of Node's http.Server; `proxy` is http-proxy's, whose ``ws`` does the rest.
UPGRADE = native(
    'the event "upgrade"',
    add(
        PROGRAM,
        'server.on("upgrade", (request, socket, head) =>'
        ' proxy.ws(request, socket, head, {target: "http://127.0.0.1:%(gevent_port)s"}));',
    ),
)
DIALECT = {
    "proxy_set_header Upgrade": UPGRADE,
    "proxy_set_header Connection": UPGRADE,
    "proxy_pass /": native(
        "target",
        put(PROGRAM, "target: …", 'target: "http://127.0.0.1:%(http_port)s"'),
    ),
    "proxy_set_header X-Forwarded-Host": native(
        "xfwd", put(PROGRAM, "xfwd: …", "xfwd: true")
    ),
}

PRODUCT = Product(
    kind="node",
    name="Node.js",
    malformed=(400, "connection"),
    dead=(500, 502, 503, 504),
    counts_bytes=True,
    dialect=DIALECT,
)
