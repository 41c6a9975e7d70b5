"""Odoo's pages are passed to its evented process, which serves one request at a time."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import PAGES_PASS


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/",
    title=_lt("Pages are passed to Odoo's evented process instead of its HTTP workers"),
    in_order=_lt("Pages are not passed to Odoo's evented process."),
    explanation=_lt(
        "A request for /web/login with a line of %(bytes)s bytes was refused (HTTP 414, empty)"
        " and one a byte shorter was answered, as only gevent does it. So proxy_pass of location / names the"
        " port of the evented process (8072 by default). It is one process for all users: one slow"
        " report or import holds up every page and all real-time messages."
    ),
    symptom=_lt(
        "Odoo is fast for one user, and stands still for all when somebody prints."
    ),
    actions=[put(PAGES_PASS)],
    of_anybody=True,
    concerns=[Site.DETAIL],
)
def check(server_long_line, server_version):
    """Return evidence of gevent's own limit at a page of Odoo's."""
    if not server_version.flag("odoo") or not server_long_line.flag("evented"):
        return None
    return evidence(
        server_long_line=_lt(
            "GET /web/login, a line of %(bytes)s bytes: HTTP %(long)s; one byte less: HTTP"
            " %(shorter)s"
        ),
        values={
            "bytes": server_long_line.number("line_bytes"),
            "long": server_long_line.status,
            "shorter": server_long_line.number("shorter_status"),
        },
    )
