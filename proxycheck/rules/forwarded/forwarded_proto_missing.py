"""``X-Forwarded-Proto`` does not arrive."""

from ...judge.ladders import Scheme
from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Proto",
    location="/",
    title=_lt("Odoo does not learn whether people use http or https"),
    in_order=_lt("X-Forwarded-Proto reaches Odoo."),
    explanation=_lt(
        "The request was made with %(scheme)s and X-Forwarded-Proto reached Odoo as %(arrived)s,"
        " so Odoo takes it for http, and for whatever a visitor claims who sends this header"
        " himself."
    ),
    symptom=_lt(
        "Links and redirects say http, pages load parts over http that browsers block, cookies lack Secure."
    ),
    fix="proxy_set_header X-Forwarded-Proto $scheme;",
    concerns=[Scheme.FORWARDED],
)
def check(echo):
    """Convict the absence of X-Forwarded-Proto."""
    if not echo.proven or echo.received("x-forwarded-proto"):
        return None
    return evidence(
        echo=f"X-Forwarded-Proto reached Odoo as {shown(None)}",
        values={"arrived": shown(None)},
    )
