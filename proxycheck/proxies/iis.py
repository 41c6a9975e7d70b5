"""IIS with Application Request Routing; http.sys refuses malformed requests under its own name."""

from .product import Product

PRODUCT = Product(
    kind="iis",
    name="IIS",
    servers=("microsoft-iis", "microsoft-httpapi"),
    page=r"<hr><p>http error \d{3}\. ",
    documented="https://learn.microsoft.com/iis/",
)
