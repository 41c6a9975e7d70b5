"""Cloudflare Access: it redirects to the team's own name at cloudflareaccess.com."""

from .dialect import native, set_to
from .product import Product

PRODUCT = Product(
    kind="cloudflare-access",
    name="Cloudflare Access",
    signs_in=r"^https://[^/]+\.cloudflareaccess\.com/|^/cdn-cgi/access/login",
    documented="https://developers.cloudflare.com/cloudflare-one/",
    cdn=True,
    dialect={
        "auth_request": native(
            "Bypass policy",
            set_to(
                "Zero Trust: Access, Applications, Policies",
                "Action: Bypass, Include: IP range %(asked_from)s",
            ),
        ),
    },
)
