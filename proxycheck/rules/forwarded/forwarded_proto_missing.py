"""``X-Forwarded-Proto`` does not arrive."""

from ...judge.actions import add
from ...judge.ladders import Scheme
from ...judge.outside import NOT_COMPARED
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule


def _seen_from_outside(own_address):
    """Return evidence when a scheme that the client sent in this header is Odoo's then."""
    if not own_address.flag("proto_forged"):
        return None if own_address.flag("compared") else Message(NOT_COMPARED)
    return evidence(
        own_address=_lt(
            "The client's own X-Forwarded-Proto decided the scheme for Odoo"
        )
    )


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Proto",
    location="/",
    title=_lt("Odoo does not know whether users open http or https"),
    in_order=_lt("Odoo receives X-Forwarded-Proto."),
    explanation=_lt(
        "The request was made with %(scheme)s, and Odoo did not receive X-Forwarded-Proto. So"
        " Odoo takes the request for http. A client can also send the header itself, and Odoo"
        " believes it."
    ),
    symptom=_lt(
        "Links and redirects have http, pages load parts over http that browsers block, and"
        " cookies lack Secure."
    ),
    actions=[add("proxy_set_header X-Forwarded-Proto $scheme;")],
    concerns=[Scheme.FORWARDED],
    outside=_seen_from_outside,
)
def check(echo):
    """Return evidence when X-Forwarded-Proto is absent."""
    if not echo.proven or echo.received("x-forwarded-proto"):
        return None
    return evidence(echo=_lt("Odoo did not receive X-Forwarded-Proto"))
