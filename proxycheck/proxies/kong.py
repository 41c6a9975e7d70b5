"""Kong: “Via: 1.1 kong/3.7.1” on what it passed on (older: “kong/2.8”)."""

from .product import Product

PRODUCT = Product(
    kind="kong",
    name="Kong",
    servers=("kong",),
    signs_own_only=True,
    marks={"via": r"(?i).*\bkong/\d"},
    dead=(502, 503),
    documented="https://developer.konghq.com/",
)
