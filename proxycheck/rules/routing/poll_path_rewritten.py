"""The path of a poll is changed on the way: ``proxy_pass`` with a URI, or ``rewrite``."""

from ...judge.actions import put
from ...judge.ladders import Poll
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
        " Asked for a path that begins with /longpolling twice, it answered like a poll, so the"
        " first one is taken away. Usually a “/” stands behind the port of proxy_pass, which"
        " replaces what location matched; a rewrite does the same."
    ),
    symptom=_lt("Chat and notifications come late or never; pages work."),
    actions=[put(LONGPOLLING_PASS)],
    of_anybody=True,
    concerns=[Poll.WRONG_PROCESS],
)
def check(server_poll, server_version):
    """Return evidence of Odoo's 404, where a path with the prefix twice reaches the polls."""
    if not polled(server_version) or not server_poll.flag("stripped"):
        return None
    tries = server_poll.rows("tries")
    if not tries or any(one.text("process") != "no_route" for one in tries):
        return None
    return evidence(
        server_poll=_lt(
            "POST /longpolling/poll: %(seen)s; with /longpolling twice: answered like a poll"
        ),
        values={"seen": says(server_poll)},
    )
