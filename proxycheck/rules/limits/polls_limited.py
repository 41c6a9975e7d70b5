"""nginx refuses polls beyond a few at once, or that come too fast: ``limit_conn``, ``limit_req``."""

from ...judge.actions import add, put, remove
from ...judge.ladders import Poll
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.signs import by_proxy, polled
from ...words import LIMITING


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["limit_conn", "limit_req"],
    location="/longpolling",
    title=_lt("nginx allows too few polls from one address"),
    in_order=_lt("No limit on polls refuses Odoo's clients."),
    explanation=_lt(
        "nginx refused %(refused)s of %(asked)s polls %(how)s with %(status)s. Every user of"
        " Odoo keeps one poll open, and all users of an office share one address. Remove the"
        " limit, or allow several hundred."
    ),
    symptom=_lt(
        "Messages arrive for the first users of an office, and not for the others."
    ),
    actions=[remove("limit_conn …;")],
    of_anybody=True,
    concerns=[Poll.LIMITED],
)
def check(server_poll, server_version, server_poll_held=NOTHING):
    """Return evidence when polls at the same time are refused and single ones pass, or polls in a row are."""
    # Long, for it names all that the probes showed.
    if not polled(server_version):
        return None
    holds, tries = server_poll.rows("holds"), server_poll.rows("tries")
    opened = server_poll.number("opened")
    if not opened and server_poll_held.text("process") != "bus":
        return None  # what never lets a poll through is no limit
    in_a_row = [one for one in tries if _refused(one)]
    rows = tries if in_a_row else holds
    refused = in_a_row or [one for one in holds if _refused(one)]
    if not refused:
        return None
    # Where none got through, the full check's own poll was being held beside them.
    fast = bool(opened and in_a_row)
    status = refused[0].status
    return evidence(
        directive="limit_req" if fast else "limit_conn",
        actions=RATE if fast else (),
        server_poll=_lt("%(refused)s of %(asked)s polls: HTTP %(status)s"),
        values={
            "refused": len(refused),
            "asked": len(rows),
            "how": Message(FAST if fast else AT_ONCE),
            "status": status,
        },
    )


def _refused(one):
    return one.status in LIMITING and by_proxy(one)


FAST, AT_ONCE = _lt("one after another"), _lt("held open at the same time")
RATE = [
    add("limit_req_zone $binary_remote_addr zone=odoo:10m rate=100r/s;", "http"),
    put("limit_req zone=odoo burst=200 nodelay;"),
]
