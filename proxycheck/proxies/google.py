"""Google's load balancer: “Via: 1.1 google” on what it passed on, and pages of its own."""

from .product import Product

PRODUCT = Product(
    kind="google",
    name="Google Cloud load balancer",
    page=r"<title>error \d{3} \([a-z -]+\)!!1",
    marks={"via": r"(?i).*\b1\.1 google\b"},
    cdn=True,
    documented="https://cloud.google.com/load-balancing/docs",
)
