"""The address that ``/longpolling`` is forwarded to accepts connections and never answers."""

from ...judge.actions import put
from ...judge.ladders import Poll
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import GATEWAY_TIMEOUT, polled
from ...nginx import LONGPOLLING_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/longpolling",
    title=_lt("Polls are forwarded to an address that never answers"),
    in_order=_lt("Polls are not forwarded to an address that never answers."),
    explanation=_lt(
        "A poll that Odoo answers at once got %(seen)s after %(waited_ms)s ms, while Odoo"
        " answers its pages. The proxy_pass of location /longpolling names a host or port that"
        " cannot be reached, or a program that is not Odoo."
    ),
    symptom=_lt("Pages work. Chat messages and notifications arrive late or never."),
    actions=[put(LONGPOLLING_PASS)],
    of_anybody=True,
    concerns=[Poll.REFUSED],
)
def check(server_poll, server_version):
    """Return evidence when no poll gets a response, while pages do."""
    tries = server_poll.rows("tries")
    if not polled(server_version) or _silent(server_version) or not tries:
        return None
    if not all(map(_silent, tries)):
        return None
    return evidence(
        server_poll=_lt("POST /longpolling/poll: %(seen)s"),
        server_version=_lt("/web/login: %(pages)s"),
        values={
            "seen": says(server_poll),
            "pages": says(server_version),
            "waited_ms": server_poll.get("ms"),
        },
    )


def _silent(facts):
    return facts.text("outcome") == "timeout" or facts.status == GATEWAY_TIMEOUT
