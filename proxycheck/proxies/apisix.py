"""Apache APISIX: it signs every answer."""

from .product import Product

PRODUCT = Product(
    kind="apisix",
    name="APISIX",
    servers=("apisix",),
    dead=(502, 503),
    documented="https://apisix.apache.org/docs/",
)
