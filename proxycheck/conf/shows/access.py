"""What a file shows of who is let in, and of what browsers are told."""

from ...rules.browser.websocket_blocked_by_policy import connect_sources, may_match
from ...translatable import _lt
from ..addresses import names_of
from ..effective import levels
from ..route import PROXY
from ..shown import UNKNOWN, Shown, shows, websockets_only


def _routes(site):
    """The routes of users, with the location that a finding names."""
    real_time = (
        (site.poll, "/longpolling")
        if site.premises.polls
        else (
            site.websocket,
            "/websocket",
        )
    )
    return ((site.pages, "/"), real_time)


def _either(site, route):
    args, _node = site.value(route, "satisfy")
    return args == ("any",)


@shows
def access_denied(site):
    """``deny all`` with nobody allowed before it."""
    for route, location in _routes(site):
        rules = _rules(site, route)
        if _either(site, route) or not rules:
            continue
        if rules[0].name == "deny" and rules[0].args == ("all",):
            return Shown(
                rules[0],
                _lt("The line refuses %(where)s to everybody."),
                {"where": location, "kind": "nginx"},
                location=location,
            )
    return None


def _rules(site, route):
    """The ``allow`` and ``deny`` that hold, in order: one list in nginx."""
    block = route.block
    for level in levels(block) if block else ():
        found = level.named("allow", "deny")
        if found:
            return found
    return []


@shows
def password_asked(site):
    """``auth_basic`` is on."""
    unclear = False
    for route, location in reversed(_routes(site)):
        nodes, sure = site.holds(route, "auth_basic")
        if route.kind != PROXY or _either(site, route) or not sure:
            unclear = True
        elif nodes and nodes[-1].args != ("off",) and "$" not in nodes[-1].args[0]:
            return Shown(
                nodes[-1],
                _lt("By this line nginx asks for a password at %(where)s."),
                {"where": location, "asked_from": "ADDRESS"},
                location=location,
            )
    return UNKNOWN if unclear else None


@shows
@websockets_only
def websocket_blocked_by_policy(site):
    """A Content-Security-Policy whose connect-src names no websocket of this address."""
    if site.pages.kind != PROXY:
        return UNKNOWN
    nodes, _sure = site.holds(site.pages, "add_header")
    for node in nodes:
        if len(node.args) < 2 or node.args[0].lower() != "content-security-policy":
            continue
        if "$" in node.args[1]:
            return UNKNOWN
        words = connect_sources(node.args[1])
        if words is None or any(may_match(word, site.host) for word in words[1:]):
            continue
        # A name of the site itself may be in it, whichever it is.
        if any("." in word and "//" in word for word in words[1:]) and not names_of(
            site.server
        ):
            return UNKNOWN
        rule = " ".join(words)[:200]
        return Shown(node, _lt("The line sets the policy “%(rule)s”."), {"rule": rule})
    return None
