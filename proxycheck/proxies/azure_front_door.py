"""Azure Front Door: every answer has its X-Azure-Ref."""

from .product import Product

PRODUCT = Product(
    kind="azure-front-door",
    name="Azure Front Door",
    marks={"x-azure-ref": r"."},
    dead=(502, 503),
    cdn=True,
    documented="https://learn.microsoft.com/azure/frontdoor/",
)
