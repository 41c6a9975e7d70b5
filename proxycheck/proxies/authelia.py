"""Authelia: it redirects to its portal, with the address that was asked for in ``rd``.

internal/handlers/handler_authz_common.go: ``?rd=…&rm=GET``.
"""

from .dialect import add, native
from .product import Product

PRODUCT = Product(
    kind="authelia",
    name="Authelia",
    signs_in=r"[?&]rd=https?(:|%3a).*&rm=(get|head)\b",
    documented="https://www.authelia.com/",
    dialect={
        "auth_request": native(
            "access_control",
            add(
                "access_control: rules of configuration.yml",
                "- {domain: %(host)s, networks: [%(asked_from)s], policy: bypass}",
            ),
        ),
    },
)
