"""HAProxy: it signs nothing, but its error pages never change (src/http.c, http_err_msgs)."""

from .product import Product

PRODUCT = Product(
    kind="haproxy",
    name="HAProxy",
    page=r"^<html><body><h1>\d{3} [a-z -]+</h1>\n[^<]*\n</body></html>\s*$",
    dead=(502, 503),
)
