"""Of several servers that polls are forwarded to, only some can hold them."""

from ...judge.actions import put
from ...judge.ladders import Poll
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import GATEWAY_TIMEOUT, polled
from ...nginx import LONGPOLLING_PASS
from ...words import LIMITING


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="upstream",
    location="/longpolling",
    title=_lt("Only some of the servers that polls are forwarded to can hold them"),
    in_order=_lt("Polls are forwarded to servers that are all alike."),
    explanation=_lt(
        "Of %(asked)s polls on one connection, %(right)s reached a process that holds polls."
        " Another one ended with %(seen)s. The upstream of location /longpolling has servers"
        " of several kinds. Only Odoo's longpolling port (8072 unless it is set) is right."
    ),
    symptom=_lt(
        "Chat messages and notifications arrive sometimes at once and sometimes late."
    ),
    actions=[put(LONGPOLLING_PASS)],
    of_anybody=True,
    concerns=[Poll.UNSTEADY],
)
def check(server_poll, server_version):
    """Return evidence of responses that differ from one poll to the next."""
    tries = server_poll.rows("tries")
    wrong = [one for one in tries if one.text("process") != "bus"]
    if not polled(server_version) or not wrong or len(wrong) == len(tries):
        return None
    # A busy Odoo answers some in time and others not: poll_cut_too_early.
    if any(one.status in (*LIMITING, GATEWAY_TIMEOUT) for one in wrong):
        return None
    seen = UNAVAILABLE if wrong[0].text("process") == "http_worker" else says(wrong[0])
    return evidence(
        server_poll=_lt(
            "%(asked)s polls on one connection, %(wrong)s of them: %(seen)s"
        ),
        values={
            "asked": len(tries),
            "right": len(tries) - len(wrong),
            "wrong": len(wrong),
            "seen": seen,
        },
    )


UNAVAILABLE = Message(_lt("“bus.Bus unavailable” of an HTTP worker"))
