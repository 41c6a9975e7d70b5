"""Polls reach Odoo under another path: ``proxy_pass`` with a URI, or ``rewrite``."""

from ...judge.actions import put, remove
from ...judge.ladders import Poll
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import polled
from ...nginx import LONGPOLLING_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/longpolling",
    title=_lt("The path of polls is changed before they reach Odoo"),
    in_order=_lt("Polls reach Odoo under their own path."),
    explanation=_lt(
        "Odoo answered a poll with %(seen)s, because it received another path than"
        " /longpolling/poll. It answered a path that begins with /longpolling twice like a"
        " poll. So the first one is removed. Usually the proxy_pass has a “/” behind the port,"
        " which replaces the part that the location matched. A rewrite can do the same."
    ),
    symptom=_lt("Pages work. Chat messages and notifications arrive late or never."),
    actions=[put(LONGPOLLING_PASS), remove("rewrite …;")],
    of_anybody=True,
    concerns=[Poll.WRONG_PROCESS],
)
def check(server_poll, server_version):
    """Return evidence of Odoo's 404, where a path with the prefix twice reaches the polls."""
    tries = server_poll.rows("tries")
    if not polled(server_version) or not tries:
        return None
    if any(one.text("process") != "no_route" for one in tries):
        return None
    if not server_poll.flag("stripped"):
        return Message(NOT_TOLD_APART)
    return evidence(
        server_poll=_lt(
            "POST /longpolling/poll: %(seen)s; with /longpolling twice: answered like a poll"
        ),
        values={"seen": says(server_poll)},
    )


NOT_TOLD_APART = _lt(
    "Odoo answered a poll with 404. Either the proxy changes the path to one that no other"
    " path leads back to, or it does not forward Host on /longpolling and Odoo chooses its"
    " database by that name (dbfilter). From outside both look the same."
)
