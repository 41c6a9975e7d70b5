"""Traefik: it signs nothing, but sets three headers together.

X-Forwarded-Server, X-Forwarded-Port and X-Real-Ip: pkg/middlewares/forwardedheaders.
"""

from .product import Product

PRODUCT = Product(
    kind="traefik",
    name="Traefik",
    adds=frozenset({"x-forwarded-server", "x-forwarded-port", "x-real-ip"}),
)
