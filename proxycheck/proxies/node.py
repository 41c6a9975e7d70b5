"""A Node program (http-proxy and the like): a malformed request gets a 400 with nothing in it.

node's lib/_http_server.js, badRequestResponse.
"""

from .product import Product

PRODUCT = Product(
    kind="node",
    name="a Node program",
    malformed=(400, "connection"),
    dead=(500, 502, 503, 504),
    counts_bytes=True,
)
