"""One user's response is served to the next: ``proxy_cache`` on pages."""

from ...judge.actions import put
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule


def _seen_from_outside(page):
    """Return evidence of two visitors who got one form, or one session."""
    if not page.flag("same_form") and not page.flag("same_session"):
        return Message(FORBIDDEN) if _forbids_caches(page) else None
    what = SESSION if page.flag("same_session") else FORM
    return evidence(
        page=_lt("two visitors, one response: %(served)s"),
        values={"served": Message(what)},
    )


def _forbids_caches(page):
    """Whether caches that were told nothing do not keep this page."""
    if page.flag("cookie_again"):
        return True  # up to 15 with each answer
    words = page.header("cache-control").lower()
    return any(word in words for word in ("no-store", "no-cache", "private"))


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_cache",
    location="/web",
    title=_lt("nginx serves Odoo's pages from a cache"),
    in_order=_lt("Pages do not come from a cache."),
    explanation=_lt(
        "Two requests for the same new address got the same response (%(served)s). The second"
        " request did not reach Odoo. But what Odoo answers is for the user who asked."
    ),
    symptom=_lt("Users see old data, or somebody else's."),
    actions=[put("proxy_cache off;", "location /")],
    outside=_seen_from_outside,
)
def check(server_echo_web):
    """Return evidence of two responses that are the same."""
    tries = server_echo_web.rows("tries")
    served = [one.text("served") for one in tries if one.proven]
    if len(served) != 2 or not served[0] or served[0] != served[1]:
        return None
    return evidence(
        server_echo_web=_lt("two requests, one response: %(served)s"),
        values={"served": served[0]},
    )


SESSION = _lt("both were given the same session")
FORM = _lt("the login form of both holds the same token")
FORBIDDEN = _lt(
    "Odoo answers its login page so that no cache keeps it. That does not tell what becomes of"
    " others."
)
