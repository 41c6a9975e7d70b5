"""What a file shows of the polls of Odoo up to 15."""

from ...rules.limits.polls_limited import RATE
from ...translatable import _lt
from ..route import ANSWER, PROXY, REDIRECT
from ..shown import UNKNOWN, Shown, polls_only, shows
from ..units import seconds
from .lines import hops
from .processes import evented, mixed, prefork, tls_to_odoo
from .rates import too_few, too_few_sockets

#: Odoo up to 15 holds a poll for 50 s (bus/models/bus.py, TIMEOUT).
HELD = 50


@shows
@polls_only
def poll_sent_to_http_worker(site):
    """``/longpolling`` goes where the pages go."""
    if site.poll.kind != PROXY or site.pages.kind != PROXY:
        return UNKNOWN
    same = site.poll.last.target_places == site.pages.last.target_places
    if not same or evented(site, site.poll):
        return None
    if not prefork(site):
        return UNKNOWN if site.premises.workers is None else None
    return Shown(
        site.poll.last.target.node,
        _lt("By this line polls go to %(places)s, where the pages go too."),
        {"places": site.poll.last.target.name},
    )


@shows
@polls_only
def poll_path_rewritten(site):
    """Odoo is asked for another path than ``/longpolling/poll``."""
    last = site.poll.last
    if last.kind != PROXY:
        return UNKNOWN
    if last.path == "/longpolling/poll":
        return None
    return Shown(
        last.rewritten or last.target.node,
        _lt(
            "By this line Odoo is asked for “%(path)s” instead of “/longpolling/poll”."
        ),
        {"path": last.path},
    )


@shows
@polls_only
def poll_answered_by_proxy(site):
    """nginx answers polls itself."""
    if site.poll.kind not in (ANSWER, REDIRECT) or site.pages.kind != PROXY:
        return None
    return Shown(
        site.poll.node,
        _lt("nginx answers polls with %(status)s itself, by this line."),
        {"status": site.poll.status, "seen": f"HTTP {site.poll.status}"},
    )


@shows
@polls_only
def poll_cut_too_early(site):
    """``proxy_read_timeout`` ends polls before Odoo answers them."""
    unclear = site.poll.kind != PROXY
    for route in hops(site.poll):
        nodes, sure = site.holds(route, "proxy_read_timeout")
        time = seconds(" ".join(nodes[-1].args)) if nodes else None
        unclear = unclear or not sure
        if time is not None and time < HELD:
            return Shown(
                nodes[-1],
                _lt(
                    "By this line nginx ends a poll after %(seconds)s s; Odoo holds it for 50 s."
                ),
                {"seconds": round(time)},
            )
    return UNKNOWN if unclear else None


@shows
@polls_only
def poll_upstream_dead(site):
    """``https://`` to Odoo's plain port."""
    return tls_to_odoo(site, site.poll.last)


@shows
@polls_only
def poll_upstream_mixed(site):
    """One upstream has an HTTP worker's port and the evented one's."""
    last = site.poll.last
    return mixed(site, last) if last.kind == PROXY else UNKNOWN


@shows
@polls_only
def polls_limited(site):
    """A limit of a few polls for each address."""
    for route in hops(site.poll):
        for node in site.holds(route, "limit_conn")[0]:
            if too_few_sockets(site, node):
                says = _lt(
                    "The line allows %(count)s open connections from one address."
                )
                return Shown(node, says, {"count": node.args[1], "asked": "?"})
        for node in site.holds(route, "limit_req")[0]:
            if too_few(site, node, "/longpolling"):
                says = _lt("The line limits polls to a few in a row.")
                return Shown(node, says, directive="limit_req", actions=tuple(RATE))
    return None
