"""What a file shows of how many requests and connections it allows."""

from ...translatable import _lt
from ..shown import Shown, shows, websockets_only
from ..units import rate
from .lines import hops

#: Requests that one page of Odoo sends at once; see the rule requests_limited.
BURST = 20
#: Connections that a browser opens to one address over HTTP/1.1: what nginx delays on
#: these keeps the other requests of the page waiting in the browser.
CONNECTIONS = 6
#: Websockets that one browser opens in a row, and polls of its tabs.
TABS = 5
#: Websockets of one address below which an office is refused (the rule's own test: 2
#: are refused, 5 are not).
SOCKETS = 3


@shows
def requests_limited(site):
    """A ``limit_req`` that one page of Odoo exceeds."""
    for route, location in ((site.websocket, "/websocket"), (site.pages, "/")):
        for one in hops(route):
            for node in site.holds(one, "limit_req")[0]:
                if too_few(site, node, location):
                    return Shown(
                        node,
                        _lt(
                            "The line limits %(where)s to %(rate)s, with a burst of %(burst)s."
                        ),
                        {
                            "where": location,
                            "rate": _zone_rate(site, node),
                            "burst": _burst(node),
                        },
                        location=location,
                    )
    return None


def _zone(node):
    return next((w[5:] for w in node.args if w.startswith("zone=")), "")


def _burst(node):
    word = next((w[6:] for w in node.args if w.startswith("burst=")), "0")
    return int(word) if word.isdecimal() else 0


def _zone_rate(site, node):
    for zone in site.serving.http.named("limit_req_zone"):
        words = " ".join(zone.args)
        named = f"zone={_zone(node)}:" in words
        per_client = zone.args[0] in ("$binary_remote_addr", "$remote_addr")
        if named and per_client:
            return next((w[5:] for w in zone.args if w.startswith("rate=")), "")
    return ""


def too_few(site, node, location):
    """Whether a ``limit_req`` allows fewer requests than one page, or one tab, needs."""
    told = rate(_zone_rate(site, node))
    if told is None or "dry_run" in str(node):
        return False
    # Websockets come one a tab: a few at once, where pages come in dozens.
    enough = BURST if location == "/" else TABS
    if told + _burst(node) >= enough:
        return False
    return location != "/" or _burst(node) + 1 < _at_once(site, node)


def _at_once(site, node):
    """Requests of one page that are there at once, with those that nginx delays."""
    if "nodelay" in node.args or _uses_http2(site):
        return BURST
    word = next((w[6:] for w in node.args if w.startswith("delay=")), "0")
    return CONNECTIONS + (int(word) if word.isdecimal() else 0)


def _uses_http2(site):
    lines = [*site.server.named("listen", "http2"), *site.serving.http.named("http2")]
    return any(
        "http2" in (one.name, *one.args) for one in lines if "off" not in one.args
    )


@shows
@websockets_only
def connections_limited(site):
    """A ``limit_conn`` of a few for each address on the websocket."""
    for route in hops(site.websocket):
        for node in site.holds(route, "limit_conn")[0]:
            if too_few_sockets(site, node):
                return Shown(
                    node,
                    _lt("The line allows %(count)s open connections from one address."),
                    {"count": node.args[1], "where": "/websocket"},
                    location="/websocket",
                )
    return None


def too_few_sockets(site, node):
    """Whether a ``limit_conn`` allows each address only a few connections."""
    per_client = any(
        f"zone={node.args[0]}:" in " ".join(zone.args)
        and zone.args[0] in ("$binary_remote_addr", "$remote_addr")
        for zone in site.serving.http.named("limit_conn_zone")
    )
    return per_client and node.args[1].isdecimal() and int(node.args[1]) < SOCKETS
