"""Varnish: it numbers every request, and answers a malformed one with a bare 400."""

from .product import Product

PRODUCT = Product(
    kind="varnish",
    name="Varnish",
    servers=("varnish",),
    page=r"<p>varnish cache server</p>|<h3>guru meditation:</h3>",
    malformed=(400,),
    marks={"x-varnish": r"\d"},
    dead=(502, 503),
)
