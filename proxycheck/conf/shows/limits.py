"""What a file shows of sizes, rates and times."""

from ...habits import habits_of_version
from ...judge.sentences import size as readable
from ...rules.limits.upload_limit_too_small import AMPLE, MIB
from ...rules.timeouts.read_timeout_too_short import DEFAULT, SOUND, severity_for, told
from ...translatable import _lt
from ...words import Severity
from ..effective import levels
from ..route import PROXY
from ..shown import UNKNOWN, Shown, shows, websockets_only
from ..units import seconds, size
from .lines import hops

#: What Odoo accepts by itself (`web.max_file_upload_size`, 128 MiB in 14 to 19).
WANTED = 128 * MIB

#: What only the rarest files exceed, so that nobody need hear of it.
ENOUGH = 100 * MIB

#: nginx's own limit where none is written.
USUAL = MIB

#: Where people upload: pages, and what the web client sends.
UPLOADS = ("/web/binary/upload_attachment", "/mail/attachment/upload", "/odoo")

#: Bytes that Odoo's answers may have in their headers (the probe header_size sends 3 kB).
HEADERS = 4 * 1024


@shows
def upload_limit_too_small(site):
    """``client_max_body_size`` is below what Odoo accepts."""
    unclear = False
    for path in UPLOADS:
        for route in hops(site.route(path)):
            if route.kind != PROXY:
                unclear = True
                continue
            nodes, sure = site.holds(route, "client_max_body_size")
            limit = size(nodes[-1].args[0]) if nodes and nodes[-1].args else USUAL
            if not sure or limit is None:
                unclear = True
            elif 0 < limit < ENOUGH:
                return _too_small(
                    nodes[-1] if nodes else route.block, limit, bool(nodes)
                )
    return UNKNOWN if unclear else None


def _too_small(at, limit, written):
    says = _lt("By this line nginx refuses uploads over %(limit)s.")
    unwritten = _lt(
        "Nothing here or around it sets client_max_body_size, so nginx's default of 1 MiB"
        " holds."
    )
    values = {
        "limit": readable(limit),
        "wanted": readable(WANTED),
        "wanted_mib": WANTED // MIB,
        "path": "/",
        "bytes": limit,
    }
    severity = Severity.INFO if limit >= AMPLE else None
    return Shown(at, says if written else unwritten, values, severity)


@shows
def answer_headers_too_large(site):
    """``proxy_buffer_size`` is below nginx's own 4 kB."""
    if site.pages.kind != PROXY:
        return UNKNOWN
    for route in hops(site.pages):
        args, node = site.value(route, "proxy_buffer_size")
        limit = size(args[0]) if args else None
        if limit is not None and limit < HEADERS:
            return Shown(
                node,
                _lt("By this line all headers of a response must fit into %(limit)s."),
                {"limit": readable(limit)},
            )
    return None


@shows
def cookies_too_large(site):
    """``large_client_header_buffers`` is below nginx's own 8 kB."""
    found = [
        n
        for level in levels(site.server)
        for n in level.named("large_client_header_buffers")
    ]
    limit = size(found[0].args[-1]) if found and found[0].args else None
    if limit is None or limit >= HEADERS:
        return None
    return Shown(
        found[0],
        _lt("By this line a request's longest header may have %(limit)s."),
        {"limit": readable(limit)},
    )


@shows
@websockets_only
def read_timeout_too_short(site):
    """``proxy_read_timeout`` of the websocket, by Odoo's pings."""
    unclear = site.websocket.kind != PROXY
    for route in hops(site.websocket):
        if route.kind != PROXY:
            continue
        nodes, sure = site.holds(route, "proxy_read_timeout")
        time = seconds(" ".join(nodes[-1].args)) if nodes else DEFAULT
        if not sure or time is None:
            unclear = True
        elif time <= SOUND:
            says = _lt(
                "The block of the websocket has a proxy_read_timeout of %(seconds)s s."
            )
            default = _lt(
                "Nothing sets proxy_read_timeout for the websocket, so nginx's default of"
                " %(default)s s holds."
            )
            habits = habits_of_version(f"{site.premises.series}.0")
            values = {**told(habits), "seconds": round(time)}
            at = nodes[-1] if nodes else route.block
            worth = severity_for(time, habits)
            return Shown(at, says if nodes else default, values, worth)
    return UNKNOWN if unclear else None
