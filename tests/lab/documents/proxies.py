"""docs/proxies.md: which reverse proxies are known, and what is proven on a real one."""

from lab import followed, world
from proxycheck import proxies
from proxycheck.registry import rules

PATH = "docs/proxies.md"
HEAD = """<!-- Made from proxycheck/proxies and tests/e2e/products by `make generate`. -->
# Reverse proxies

A check tells which reverse proxy stands in front of Odoo, and what a cause is called
there. You can also say what you use, which wins: in the form of an address, or with
`--proxy` on the command line.

## Proven on real ones

Each row is a world in `tests/e2e/products`: a real proxy in front of a real Odoo. The
tests assert that the product is recognised, that exactly this cause is named, and where
the last column says yes, that the advice, followed by a machine in the product's own
file, makes the next check healthy; elsewhere it says why that is not tried.
A healthy world of each product names nothing.

Nginx Proxy Manager and ingress-nginx are shown by the server blocks that they write of
fields, and of an Ingress, on a real nginx. Traefik's labels are followed in its file, which
is the same tree. What Nginx Proxy Manager is, is told to the check there. The sign-in gateways
are nginx's, Caddy's and Traefik's own; what answers behind them is a small one of the
tests.
"""
WORDS = """
## Not proven on a real one

Their signs and words are from their documentation. Nobody could try them here.
"""
COLUMNS = ("Product", "Cause, in nginx's words", "What it is called there", "Healed")


def made():
    """Return ``{path: text}`` of the page."""
    proven = _table(COLUMNS, map(_row, _proven()))
    known = _table(("Product", "Documentation", "Causes in its own words"), _others())
    return {PATH: "\n".join([HEAD, *proven, WORDS, *known, ""])}


def _table(columns, rows):
    yield f"| {' | '.join(columns)} |"
    yield "|" + " --- |" * len(columns)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _proven():
    """Each product with each of its worlds in which something is wrong."""
    for kind, one in world.of_products():
        if one.expected and not one.silent:
            yield kind, one


def _row(case):
    kind, one = case
    product = proxies.products()[kind]
    [(_severity, directive), *_others_] = one.expected
    location = rules()[one.about[0]].location
    # The cause stands in the nginx behind it.
    inner = one.name.endswith(".in_nginx")
    told = None if inner else product.native(directive, location)
    healed = followed.not_followed(kind, one) or "yes"
    behind = ", nginx behind it" if one.inner else ""
    name = f"`{told.name}`" if told else "as in nginx" if inner else ""
    return f"{product.name}{behind}", f"`{directive}`", name, healed


def _others():
    """Products that no world shows."""
    shown = {kind for kind, _one in world.of_products()}
    for kind, product in proxies.products().items():
        if kind not in shown and product.documented:
            words = ", ".join(f"`{name}`" for name in product.dialect)
            yield product.name, f"<{product.documented}>", words
