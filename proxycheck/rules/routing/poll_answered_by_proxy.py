"""The proxy answers polls itself: ``return``, a folder of files, a location without proxy_pass."""

from ...judge.actions import replace
from ...judge.ladders import Poll
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy, polled
from ...nginx import LONGPOLLING_PASS
from ...words import LIMITING

#: Statuses that have rules of their own: passwords, denials, dead upstreams.
OTHERS = (401, 403, 413, 502, 504)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/longpolling",
    title=_lt(
        "The reverse proxy answers polls itself instead of forwarding them to Odoo"
    ),
    in_order=_lt("The reverse proxy does not answer polls itself."),
    explanation=_lt(
        "/longpolling/poll ended with %(seen)s, which Odoo did not write. Pages come from"
        " Odoo. A “return”, a “rewrite … redirect”, a “limit_except” or a location block"
        " without proxy_pass (files from a root) matches /longpolling."
    ),
    symptom=_lt("Pages work. Chat messages and notifications arrive late or never."),
    actions=[replace("return …;", LONGPOLLING_PASS)],
    of_anybody=True,
    concerns=[Poll.REFUSED],
)
def check(server_poll, server_version):
    """Return evidence when Odoo did not answer any poll, or every connection was closed."""
    tries = server_poll.rows("tries")
    if not polled(server_version) or server_version.text("spoken_by") != "odoo":
        return None
    switched_off = server_poll.number("after_pause") == server_poll.status
    if not tries or not all(_by_itself(one, switched_off) for one in tries):
        return None
    return evidence(
        server_poll=_lt("POST /longpolling/poll: %(seen)s"),
        server_version=_lt("/web/login: %(pages)s"),
        values={"seen": says(server_poll), "pages": says(server_version)},
    )


def _by_itself(one, switched_off):
    """Whether the proxy answered; what a limit refuses in a row, it lets through later."""
    if one.text("outcome") == "closed":
        return True
    if one.status in LIMITING:
        return switched_off and by_proxy(one) and "nginx" in one.text("spoken_by")
    return by_proxy(one) and one.status not in OTHERS
