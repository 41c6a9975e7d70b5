"""What a file shows of the headers that tell Odoo about the client."""

from ...judge.sentences import ABSENT, shown
from ...judge.signs import last
from ...translatable import _lt
from ..route import PROXY
from ..shown import UNKNOWN, Shown, shows, websockets_only
from .lines import hops, line_of
from .upgrade import headers_missing

#: What tells that another proxy stands before this one. Then a header that nginx does not
#: set arrives as that proxy sets it, and the file alone proves nothing.
OUTER = (
    "$http_x_forwarded",
    "$http_x_real_ip",
    "$http_cf_",
    "$proxy_protocol",
    "$http_forwarded",
)

_NOT_SET = _lt(
    "%(block)s sets no %(header)s for Odoo. A block that has any proxy_set_header inherits"
    " none from the blocks around it."
)


def behind(site):
    """Whether the file shows another proxy before nginx; one of the file itself is known."""
    own = [node for route in hops(site.pages) for node in route.server.walk()]
    used = [
        node for node in site.serving.http.walk() if node.name in ("map", "set", "geo")
    ]
    lines = [str(node) for node in [*own, *used]]
    if any(route.inner for route in hops(site.pages)):
        return False
    return any(
        node.name in ("set_real_ip_from", "real_ip_header")
        or "proxy_protocol" in node.args
        for node in [*own, *site.serving.http.children]
    ) or any(sign in line for line in lines for sign in OUTER)


def received(site, name, route=None):
    """What Odoo's pages get of a header: a text, or `UNKNOWN`; empty where it is not set."""
    last_one = (route or site.pages).last
    if last_one.kind != PROXY:
        return UNKNOWN
    value = last_one.received.get(name, "")
    return UNKNOWN if value is None else value


def _missing(site, header, **more):
    value = received(site, header.lower())
    if value is UNKNOWN:
        return UNKNOWN
    if value:
        return None
    if behind(site):
        return UNKNOWN
    block = site.pages.last.block
    values = {"block": block.block(), "header": header, "arrived": ABSENT, **more}
    return Shown(block, _NOT_SET, values)


@shows
def forwarded_host_missing(site):
    """X-Forwarded-Host is not set."""
    return _missing(site, "X-Forwarded-Host")


@shows
def forwarded_for_missing(site):
    """X-Forwarded-For is not set."""
    return _missing(site, "X-Forwarded-For")


@shows
def forwarded_proto_missing(site):
    """X-Forwarded-Proto is not set."""
    return _missing(site, "X-Forwarded-Proto")


@shows
def real_ip_missing(site):
    """X-Real-IP is not set."""
    return _missing(site, "X-Real-IP")


@shows
def visitor_is_outer_proxy(site):
    """The second server of this file adds the first one's address."""
    value = received(site, "x-forwarded-for")
    if not site.pages.inner or value in (UNKNOWN, ""):
        return None
    if site.holds(site.pages.last, "set_real_ip_from")[0]:
        return UNKNOWN
    outer = last(value)
    if "," not in value or outer == site.pages.request.visitor:
        return None
    return Shown(
        line_of(site, site.pages, "X-Forwarded-For"),
        _lt(
            "Both servers of this file add an address, and the last is the outer server's."
        ),
        {"arrived": shown(value), "outer": outer},
    )


@shows
def forwarded_proto_wrong(site):
    """X-Forwarded-Proto is http behind TLS, or wss."""
    for route, location in ((site.pages, "/"), (site.plain_websocket, "/websocket")):
        value = received(site, "x-forwarded-proto", route)
        if value is UNKNOWN:
            return UNKNOWN
        scheme = last(value).lower()
        wrong = scheme in ("ws", "wss") if location != "/" else _wrong(site, scheme)
        if wrong:
            return Shown(
                line_of(site, route, "X-Forwarded-Proto"),
                _lt(
                    "The line sets X-Forwarded-Proto to %(arrived)s; users ask with %(asked)s."
                ),
                {"arrived": shown(value), "asked": site.scheme, "scheme": site.scheme},
                location=location,
            )
    return None


def _wrong(site, scheme):
    # https on plain http is right where another proxy ends TLS.
    return scheme in ("ws", "wss") or (scheme == "http" and site.scheme == "https")


@shows
@websockets_only
def forwarded_headers_differ(site):
    """The websocket's block forgets X-Forwarded-Host, which the pages' sets."""
    page = received(site, "x-forwarded-host")
    websocket = received(site, "x-forwarded-host", site.websocket)
    if UNKNOWN in (page, websocket):
        return UNKNOWN
    if not page or websocket or behind(site) or headers_missing(site):
        return None
    block = site.websocket.last.block
    return Shown(
        block,
        _lt("%(block)s sets no X-Forwarded-Host; the block of the pages does."),
        {"block": block.block(), "header": "X-Forwarded-Host"},
    )


@shows
def request_headers_dropped(site):
    """``proxy_pass_request_headers off`` holds for pages."""
    if site.pages.kind != PROXY:
        return UNKNOWN
    for route in hops(site.pages):
        args, node = site.value(route, "proxy_pass_request_headers")
        if args == ("off",):
            return Shown(node, _lt("By this line no header of a browser reaches Odoo."))
    return None
