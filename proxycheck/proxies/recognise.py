"""Which reverse proxy stands in front of Odoo, and how that was told."""

from . import ODOO_SERVER, is_nginx, named_in, products
from .product import first_word

#: Headers of a request that a proxy adds and our own requests never carry.
FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "via")


def recognise(echo, malformed):
    """Return ``{"kind", "server", "layers", "told_by"}`` of `Facts` of two probes.

    ``kind`` is a product's, ``none`` when nothing shows a proxy, or ``unknown``.
    ``layers`` go from the visitor to Odoo. ``told_by`` is an English phrase.
    """
    server = echo.header("server") or malformed.header("server") or ""
    marks = {**echo.part("received"), **echo.part("headers")}
    kind, told_by = _kind(server, marks, echo, malformed)
    layers = [one.kind for one in _marked(marks) if not one.only_on]
    outermost = malformed.text("spoken_by")
    same = is_nginx(outermost) and is_nginx(kind)  # a relative of nginx
    if outermost == "other" and is_nginx(kind):
        outermost = _adder(echo.part("received"))
    # Whoever is met first refuses it, and nobody behind ever sees it.
    if outermost in products() and outermost not in layers and not same:
        layers.insert(0, outermost)
    if kind not in ("none", "unknown", *layers):
        layers.append(kind)
    return {"kind": kind, "server": server, "layers": layers, "told_by": told_by}


def outermost_of(echo, malformed):
    """Return the kind of the first of several proxies; empty where one is known, or none."""
    layers = recognise(echo, malformed)["layers"]
    return layers[0] if len(layers) > 1 else ""


def kind_of(echo, malformed):
    """Return the ``kind`` that `recognise` tells."""
    return recognise(echo, malformed)["kind"]


def _kind(server, marks, echo, malformed):
    """The product and how it was told, the surest first."""
    if echo.text("told_proxy") in products():
        return echo.text("told_proxy"), "what its administrator says"
    signed = named_in(server)
    if signed:
        closer = _relative(first_word(server), marks, echo.part("received"))
        if closer:
            return closer.kind, "the Server header and headers of its own"
        return signed.kind, "the Server header"
    if malformed.text("spoken_by") in products():
        return malformed.text("spoken_by"), "its answer to a malformed request"
    if echo.text("spoken_by") in products():
        return echo.text("spoken_by"), "an answer that it wrote itself"
    marked = [one for one in _marked(marks) if not one.only_on]
    if marked:
        return marked[-1].kind, "a header that it adds to answers or requests"
    received = echo.part("received")
    if adder := _adder(received):
        added = ", ".join(sorted(products()[adder].adds))
        return adder, f"{added} in what reached Odoo"
    return _nobody(server, received, malformed), ""


def _relative(word, marks, received):
    """The product that is made of the one with this Server header, or None."""
    made_of_it = [one for one in products().values() if one.only_on == word]
    return next(
        (
            one
            for one in made_of_it
            if one.marked(marks) or (one.adds and one.adds <= {*received})
        ),
        None,
    )


def _adder(received):
    """The kind of who adds several headers that all reached Odoo; empty if nobody does."""
    adders = [one for one in products().values() if one.adds and not one.only_on]
    adding = [one for one in adders if one.adds <= {*received}]
    # Traefik's set holds Apache's.
    most = max(adding, key=lambda one: len(one.adds), default=None)
    return most.kind if most else ""


def _marked(headers):
    return [one for one in products().values() if one.marked(headers)]


def _nobody(server, received, malformed):
    """``none`` where an answer is Odoo's own and nothing on the way left a trace."""
    traces = any(name in received for name in FORWARDED)
    refused = malformed.answered and malformed.text("spoken_by") == "other"
    if first_word(server) == ODOO_SERVER and not traces and not refused:
        return "none"
    return "unknown"
