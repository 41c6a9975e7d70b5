"""Plain http serves Odoo beside https."""

from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="return 301 https",
    location="/",
    title=_lt("Odoo can also be used without encryption"),
    in_order=_lt("Odoo is not served without encryption beside https."),
    explanation=_lt(
        "http://%(host)s answered from Odoo itself instead of redirecting to https. Who types the"
        " name without https sends the password in the clear."
    ),
    symptom=_lt("The browser shows “not secure” to some people."),
    fix="""server {
    listen 80;
    return 301 https://$host$request_uri;
}""",
)
def check(http_redirect):
    """Convict Odoo's own answer over plain http."""
    if not http_redirect.flag("tried") or not http_redirect.proven:
        return None
    return evidence(http_redirect=f"GET http://… → {says(http_redirect)}")
