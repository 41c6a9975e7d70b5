"""Fastly: X-Served-By names its caches (“cache-fra19120-FRA”); others send the header too."""

from .product import Product

PRODUCT = Product(
    kind="fastly",
    name="Fastly",
    marks={"x-served-by": r"cache-[a-z0-9-]+-[A-Z]{3}\b"},
    dead=(502, 503),
    cdn=True,
    documented="https://www.fastly.com/documentation/",
)
