"""authentik: its outpost answers below /outpost.goauthentik.io, and redirects to /start there."""

from .dialect import native, set_to
from .product import Product

PRODUCT = Product(
    kind="authentik",
    name="authentik",
    signs_in=r"/outpost\.goauthentik\.io/(start|callback)|outpost\.goauthentik\.io%2fcallback",
    documented="https://docs.goauthentik.io/",
    dialect={
        "auth_request": native(
            "Unauthenticated Paths",
            set_to("the proxy provider, advanced settings", "^/proxy_health/"),
        ),
    },
)
