"""Polls reach Odoo's HTTP workers, which cannot hold them: no location, or it names their port."""

from ...judge.actions import add_block
from ...judge.ladders import Poll
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule
from ...nginx import LONGPOLLING_BLOCK


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="location /longpolling",
    location="/longpolling",
    title=_lt(
        "Polls are forwarded to Odoo's HTTP workers, not to its longpolling port"
    ),
    in_order=_lt("Polls are not forwarded to Odoo's HTTP workers."),
    explanation=_lt(
        "An HTTP worker of Odoo answered /longpolling/poll: “bus.Bus unavailable”. Only the"
        " evented process, which listens on longpolling_port (8072 unless it is set), can hold"
        " polls. %(websocket)s Either there is no location /longpolling, so that location /"
        " gets its requests, or its proxy_pass names the HTTP port. From outside both look the"
        " same."
    ),
    symptom=_lt(
        "Pages work. Chat messages and notifications arrive late or never. Odoo's log repeats"
        " “bus.Bus unavailable”."
    ),
    actions=[add_block(LONGPOLLING_BLOCK)],
    of_anybody=True,
    concerns=[Poll.WRONG_PROCESS],
)
def check(server_poll):
    """Return evidence when an HTTP worker answered every poll of one connection."""
    tries = server_poll.rows("tries")
    if not tries or any(one.text("process") != "http_worker" for one in tries):
        return None
    websocket = server_poll.flag("evented_at_websocket")
    return evidence(
        server_poll=_lt(
            "POST /longpolling/poll: HTTP 200 with the error “bus.Bus unavailable”"
        ),
        values={"websocket": Message(ONLY_WEBSOCKET if websocket else NOT_THERE)},
    )


ONLY_WEBSOCKET = _lt(
    "A location /websocket leads to that process, but is for Odoo 16 and later: browsers of this"
    " Odoo never ask for it."
)
NOT_THERE = _lt("No request to this address was answered by that process.")
