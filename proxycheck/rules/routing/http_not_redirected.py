"""Odoo is served over plain http beside https."""

from ...judge.actions import add_block, remove
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says

REDIRECT = """server {
    listen 80;
    server_name %(host)s;
    return 301 https://$host$request_uri;
}"""


def _seen_from_outside(http_redirect):
    """Return evidence of Odoo's login form over plain http."""
    if not http_redirect.flag("tried") or not http_redirect.flag("form"):
        return None
    return _evidence(http_redirect)


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="return 301 https",
    location="/",
    title=_lt("Odoo can also be used over plain http"),
    in_order=_lt("Odoo is not served over plain http beside https."),
    explanation=_lt(
        "Odoo itself answered at http://%(host)s instead of a redirect to https. A user who"
        " types the name without https sends the password unencrypted. The server block of"
        " Odoo must not listen on port 80; a server block of its own redirects."
    ),
    symptom=_lt("The browser shows “not secure” to some users."),
    actions=[remove("listen 80;", "server"), add_block(REDIRECT, "http")],
    outside=_seen_from_outside,
)
def check(http_redirect):
    """Return evidence of Odoo's own response over plain http."""
    if not http_redirect.flag("tried") or not http_redirect.proven:
        return None
    return _evidence(http_redirect)


def _evidence(http_redirect):
    return evidence(
        http_redirect=_lt("GET http://%(host)s: %(seen)s"),
        values={"seen": says(http_redirect)},
    )
