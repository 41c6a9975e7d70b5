"""oauth2-proxy: a sign-in page of its own, or a redirect to whoever knows the users.

Its paths begin with /oauth2 (pkg/app/pagewriter/sign_in.html, oauthproxy.go).
"""

from .dialect import native, set_to
from .product import Product

PRODUCT = Product(
    kind="oauth2-proxy",
    name="oauth2-proxy",
    signs_in=r"/oauth2/(start|sign_in)\b|(%2f|/)oauth2(%2f|/)callback",
    page=r"action=\"/oauth2/start\"|github\.com/oauth2-proxy/oauth2-proxy",
    documented="https://oauth2-proxy.github.io/oauth2-proxy/",
    dialect={
        "auth_request": native(
            "trusted_ips",
            set_to("oauth2-proxy.cfg", 'trusted_ips = ["%(asked_from)s"]'),
        ),
    },
)
