"""Any other sign-in gateway, told by what all of them do.

It redirects to another name, with the address that was asked for in the query, or with
what OpenID Connect (``response_type``, ``client_id``) and SAML (``SAMLRequest``) ask for.
"""

from . import SIGN_IN
from .product import Product

#: How gateways call the address to come back to.
BACK = "(rd|rurl|url|next|target|(return|redirect)(_(to|uri|url))?)"
ASKS = (
    "response_type=(code|id_token)",
    "client_id=[^&]*&(.*&)?response_type=",
    "samlrequest=",
    rf"{BACK}=https?(:|%3a)(/|%2f){{2}}",
)
PRODUCT = Product(
    kind=SIGN_IN,
    name="a sign-in gateway",
    signs_in=rf"^https?://.*[?&]({'|'.join(ASKS)})",
)
