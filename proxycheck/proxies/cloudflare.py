"""Cloudflare: every answer has its CF-Ray; its own statuses begin with 52."""

from .dialect import native, set_to
from .product import Product

SWITCH = set_to("dashboard: Network", "WebSockets: On")
DIALECT = {
    "proxy_set_header Upgrade": native("WebSockets", SWITCH),
    "proxy_set_header Connection": native("WebSockets", SWITCH),
}

PRODUCT = Product(
    kind="cloudflare",
    name="Cloudflare",
    servers=("cloudflare",),
    page=r"<center>cloudflare|cf-error-details|cloudflare ray id",
    marks={"cf-ray": r"."},
    dead=(502, 520, 521, 522, 523),
    cdn=True,
    documented="https://developers.cloudflare.com/",
    dialect=DIALECT,
)
