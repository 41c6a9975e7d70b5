"""The path of a poll is changed on the way: ``proxy_pass`` with a URI, or ``rewrite``."""

from ...judge.actions import put
from ...judge.ladders import Poll
from ...judge.message import Message
from ...judge.reading import polled, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import LONGPOLLING_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/longpolling",
    title=_lt("The path of polls is changed before they reach Odoo"),
    in_order=_lt("Polls reach Odoo under their own path."),
    explanation=_lt(
        "Odoo answered a poll with %(seen)s: it was asked for another path than /longpolling/poll."
        " %(proof)s Usually a “/” or a path stands behind the port of proxy_pass, which"
        " replaces what location matched; a rewrite does the same."
    ),
    symptom=_lt("Chat and notifications come late or never; pages work."),
    actions=[put(LONGPOLLING_PASS)],
    of_anybody=True,
    concerns=[Poll.WRONG_PROCESS],
)
def check(server_poll, server_version):
    """Convict Odoo's 404, where something shows that the block is one of its own."""
    if not polled(server_version) or server_version.text("database") != "chosen":
        return None
    tries = server_poll.rows("tries")
    if not tries or any(one.text("process") != "no_route" for one in tries):
        return None
    stripped = server_poll.flag("stripped")
    if not stripped and not server_poll.flag("evented_at_longpolling"):
        return None  # an Odoo without the module bus answers just so
    proof = Message(STRIPPED if stripped else EVENTED)
    return evidence(
        server_poll=_lt("POST /longpolling/poll → %(seen)s"),
        values={"seen": says(server_poll), "proof": proof},
    )


STRIPPED = _lt(
    "/longpolling/web/webclient/version_info was answered like /web/webclient/version_info, so"
    " the prefix is taken away."
)
EVENTED = _lt(
    "The evented process answered, so the request came through a block for polls."
)
