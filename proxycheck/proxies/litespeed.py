"""LiteSpeed Web Server and OpenLiteSpeed."""

from .product import Product

PRODUCT = Product(
    kind="litespeed",
    name="LiteSpeed",
    servers=("litespeed",),
    page=r"proudly powered by litespeed web server",
    dead=(502, 503),
    documented="https://docs.litespeedtech.com/",
)
