"""Nothing listens where the block of ``/longpolling`` forwards polls to."""

from ...judge.actions import put
from ...judge.ladders import Poll
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import nobody_behind, polled
from ...nginx import LONGPOLLING_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/longpolling",
    title=_lt("Polls are forwarded to an address where nothing answers"),
    in_order=_lt("Polls are not forwarded to a dead address."),
    explanation=_lt(
        "/longpolling/poll was answered with %(seen)s, while Odoo answers its pages. The"
        " address in the proxy_pass of location /longpolling refuses the connection or does"
        " not use plain HTTP. Usual causes are a wrong port or host, “https://” in front of a"
        " plain port, or an Odoo that does not listen there. With workers = 0 Odoo has no"
        " longpolling port, and its HTTP port takes polls as well. With workers,"
        " longpolling_port is the port (8072 unless it is set)."
    ),
    symptom=_lt("Pages work. Chat messages and notifications arrive late or never."),
    actions=[put(LONGPOLLING_PASS)],
    of_anybody=True,
    concerns=[Poll.REFUSED],
)
def check(server_poll, server_version):
    """Return evidence of a bad gateway on polls alone."""
    if not polled(server_version) or server_version.status == server_poll.status:
        return None
    tries = server_poll.rows("tries")
    if not tries or not all(map(nobody_behind, tries)):
        return None
    return evidence(
        server_poll=_lt("POST /longpolling/poll: %(seen)s"),
        server_version=_lt("/web/login: %(pages)s"),
        values={"seen": says(server_poll), "pages": says(server_version)},
    )
