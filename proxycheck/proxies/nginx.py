"""nginx and its relatives: they sign every answer, and their pages end with their name."""

from .product import Product

PRODUCT = Product(
    kind="nginx",
    name="nginx",
    servers=("nginx", "openresty", "tengine", "angie"),
    page=r"<center>(nginx|openresty|tengine|angie)",
    is_nginx=True,
)
