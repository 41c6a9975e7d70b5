"""Varnish: it numbers every request, and answers a malformed one with a bare 400."""

from .dialect import add, native, put, remove
from .product import Product

PIPE = (
    add("sub vcl_pipe", "set bereq.http.Upgrade = req.http.Upgrade;"),
    add("sub vcl_pipe", "set bereq.http.Connection = req.http.Connection;"),
)
DIALECT = {
    "deny": native("synth", remove("sub vcl_recv", "return (synth(403));")),
    "proxy_set_header X-Forwarded-Host": native(
        "set req.http",
        add("sub vcl_recv", "set req.http.X-Forwarded-Host = req.http.Host;"),
    ),
    "proxy_set_header Upgrade": native("vcl_pipe", *PIPE),
    "proxy_set_header Connection": native("vcl_pipe", *PIPE),
    "proxy_pass /websocket": native(
        "backend",
        put("backend of /websocket", ".port = …;", '.port = "%(gevent_port)s";'),
    ),
    "proxy_pass /": native(
        "backend", put("backend of /", ".port = …;", '.port = "%(http_port)s";')
    ),
}

PRODUCT = Product(
    kind="varnish",
    name="Varnish",
    servers=("varnish",),
    page=r"<p>varnish cache server</p>|<h3>guru meditation:</h3>",
    malformed=(400,),
    marks={"x-varnish": r"\d"},
    dead=(502, 503),
    dialect=DIALECT,
)
