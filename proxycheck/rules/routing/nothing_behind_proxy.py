"""The proxy answers, and nobody behind it: from outside a stopped Odoo looks like a wrong address."""

from ...judge.actions import put
from ...judge.ladders import Handshake, Poll, Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import GATEWAY_TIMEOUT, by_proxy, nobody_behind
from ...nginx import PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_pass",
    location="/",
    title=_lt("The reverse proxy reaches nobody behind it"),
    in_order=_lt("Somebody answers behind the reverse proxy."),
    explanation=_lt(
        "/web/login was answered with %(seen)s, which the reverse proxy says when nobody answers"
        " at the address that proxy_pass or its upstream names. Either Odoo does not run, or that"
        " address is wrong: another port or host, or “https://” in front of a plain port. From"
        " outside both look the same."
    ),
    symptom=_lt("Nobody can open Odoo: “502 Bad Gateway” or “504 Gateway Time-out”."),
    actions=[put(PAGES_PASS)],
    of_anybody=True,
    concerns=[Site.NOT_TOLD_APART, Handshake.ODOO_FAILS, Poll.NO_ODOO],
)
def check(server_version):
    """Return evidence of a bad gateway for a page."""
    if server_version.flag("odoo"):
        return None  # another page was Odoo's: one server of several, or one path
    late = server_version.status == GATEWAY_TIMEOUT and by_proxy(server_version)
    if not late and not nobody_behind(server_version):
        return None
    return evidence(
        server_version=_lt("GET /web/login: %(seen)s"),
        values={"seen": says(server_version)},
    )
