"""What a file shows of the polls of Odoo up to 15."""

from ...translatable import _lt
from ..serving import ANSWER, PROXY, REDIRECT
from ..shown import UNKNOWN, Shown, polls_only, shows
from ..units import seconds
from .lines import hops
from .routing import evented, prefork

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
