"""Cloudflare: every answer has its CF-Ray; its own statuses begin with 52."""

from .product import Product

PRODUCT = Product(
    kind="cloudflare",
    name="Cloudflare",
    servers=("cloudflare",),
    page=r"<center>cloudflare|cf-error-details|cloudflare ray id",
    marks={"cf-ray": r"."},
    dead=(502, 520, 521, 522, 523),
    cdn=True,
)
