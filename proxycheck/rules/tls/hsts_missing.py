"""Browsers may come back over http: no ``Strict-Transport-Security``."""

from ...judge.actions import add
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT


def _seen_from_outside(page, server_tls):
    """Return evidence for Odoo's login page over https without the header."""
    if not page.answered or not server_tls.flag("trusted"):
        return None
    if page.header("strict-transport-security"):
        return None
    return evidence(
        page=_lt("Strict-Transport-Security: %(absent)s"), values={"absent": ABSENT}
    )


@rule(
    severity=Severity.INFO,
    layer=Layer.TLS,
    directive="add_header Strict-Transport-Security",
    location="/",
    title=_lt("Browsers are not told to use https only"),
    in_order=_lt("No trusted https response lacks Strict-Transport-Security."),
    explanation=_lt(
        "The response had no Strict-Transport-Security header. With it, a browser that was"
        " here once never uses plain http again."
    ),
    symptom=_lt("None. One protection less on public networks."),
    actions=[add("add_header Strict-Transport-Security max-age=31536000 always;")],
    outside=_seen_from_outside,
)
def check(echo, server_tls):
    """Return evidence of an https response without the header, where the certificate is trusted."""
    if (
        not echo.proven
        or not server_tls.flag("trusted")
        or echo.header("strict-transport-security")
    ):
        return None
    return evidence(
        echo=_lt("Strict-Transport-Security: %(absent)s"), values={"absent": ABSENT}
    )
