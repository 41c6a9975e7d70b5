"""What a file shows of the name and the port that reach Odoo."""

from ...judge.sentences import shown
from ...translatable import _lt
from ..shown import UNKNOWN, Shown, shows
from .forwarded import behind, received
from .lines import line_of


@shows
def host_not_passed(site):
    """Odoo gets the upstream's name, and no X-Forwarded-Host beside it."""
    host = received(site, "host")
    forwarded = received(site, "x-forwarded-host")
    if UNKNOWN in (host, forwarded):
        return UNKNOWN
    target = site.pages.last.target.name
    if forwarded or host != target or host.partition(":")[0] == site.host:
        return None
    if behind(site):
        return UNKNOWN
    return Shown(
        line_of(site, site.pages, "Host"),
        _lt(
            "By this file Odoo receives Host as %(arrived)s, the name of the upstream."
        ),
        {"arrived": shown(host), "asked": site.origin},
    )


@shows
def port_lost(site):
    """Host has the name without the port that users open."""
    host, forwarded = received(site, "host"), received(site, "x-forwarded-host")
    if UNKNOWN in (host, forwarded):
        return UNKNOWN
    if forwarded or host == site.address or host.partition(":")[0] != site.host:
        return None
    if not site.known:
        return UNKNOWN  # the port may be mapped to the usual one
    return Shown(
        line_of(site, site.pages, "Host"),
        _lt("By this line Odoo receives Host as %(arrived)s; users open %(asked)s."),
        {"arrived": shown(host), "asked": site.origin},
    )


@shows
def forwarded_host_wrong(site):
    """X-Forwarded-Host is the upstream's name."""
    value = received(site, "x-forwarded-host")
    if value is UNKNOWN:
        return UNKNOWN
    if not value:
        return None
    upstream = value == site.pages.last.target.name and value != site.host
    if not upstream and (not site.known or value.lower() == site.address):
        return None if value.lower() == site.address else UNKNOWN
    return Shown(
        line_of(site, site.pages, "X-Forwarded-Host"),
        _lt("The line sets X-Forwarded-Host to %(arrived)s; users open %(asked)s."),
        {"arrived": shown(value), "asked": site.origin},
    )
