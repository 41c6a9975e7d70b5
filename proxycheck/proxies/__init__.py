"""The reverse proxies that people run: how each is recognised. One file a product."""

import importlib
import pkgutil
from functools import cache

from .product import Product, first_word

#: What stands behind a proxy: Odoo's own servers (werkzeug; gevent signs nothing).
ODOO_SERVER = "werkzeug"


#: The kind of a gateway that does not tell which one it is.
SIGN_IN = "sign-in"


@cache
def products():
    """Return ``{kind: Product}``: sign-in gateways, then those nearest to visitors, by kind."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found += [one for one in vars(loaded).values() if isinstance(one, Product)]
    # A gateway's redirect stands in a page of the proxy that asked it; the one that
    # only knows what all of them do comes last of them.
    found.sort(key=lambda p: (not p.signs_in, p.kind == SIGN_IN, not p.cdn, p.kind))
    return {product.kind: product for product in found}


def named_in(server):
    """Return the `Product` of a Server header, or None."""
    word = first_word(server)
    return next((one for one in products().values() if word in one.servers), None)


def is_known(server):
    """Whether a Server header begins with the name of a product, or of Odoo's server."""
    return first_word(server) == ODOO_SERVER or named_in(server) is not None


def is_nginx(kind):
    """Whether a proxy of this kind is nginx, or made of it."""
    product = products().get(kind)
    return bool(product and product.is_nginx)


def asks_to_sign_in(kind):
    """Whether it is a gateway that lets nobody through who has not signed in with it."""
    product = products().get(kind)
    return bool(product and product.signs_in)


def dead_statuses(kind):
    """Return the statuses with which a proxy of this kind says that nobody is behind it."""
    product = products().get(kind)
    return product.dead if product else Product.dead
