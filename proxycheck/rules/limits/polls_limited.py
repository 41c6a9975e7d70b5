"""nginx refuses polls beyond a few at once, or that come too fast: ``limit_conn``, ``limit_req``."""

from ...judge.actions import put
from ...judge.ladders import Poll
from ...judge.message import Message
from ...judge.reading import by_proxy, polled
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule

STATUSES = (429, 503)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["limit_conn", "limit_req"],
    location="/longpolling",
    title=_lt("nginx limits polls below what an office needs"),
    in_order=_lt("No limit on polls is in the way."),
    explanation=_lt(
        "%(refused)s of %(asked)s polls %(how)s were refused with %(status)s. Every user of Odoo"
        " keeps one poll open, and all users of an office share one address."
    ),
    symptom=_lt(
        "Real time works for the first people of an office and fails for the others."
    ),
    actions=[put("limit_conn addr 500;")],
    of_anybody=True,
    concerns=[Poll.LIMITED],
)
def check(server_poll, server_version, server_poll_held=NOTHING):
    """Convict refusals of polls held at once where single ones pass, or of polls in a row."""
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
        server_poll=_lt("%(refused)s of %(asked)s polls → HTTP %(status)s"),
        values={
            "refused": len(refused),
            "asked": len(rows),
            "how": Message(FAST if fast else AT_ONCE),
            "status": status,
        },
    )


def _refused(one):
    return one.status in STATUSES and by_proxy(one)


FAST, AT_ONCE = _lt("one after another"), _lt("held open at the same time")
RATE = [put("limit_req zone=odoo burst=200 nodelay;")]
