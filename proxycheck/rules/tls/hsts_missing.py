"""https is not promised for the next visit: no ``Strict-Transport-Security``."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.TLS,
    directive="add_header Strict-Transport-Security",
    location="/",
    title=_lt("Browsers are not told to come back with https only"),
    in_order=_lt("No trusted https answer lacks Strict-Transport-Security."),
    explanation=_lt(
        "The answer carried no Strict-Transport-Security header. With it, a browser that has been"
        " here once never tries plain http again."
    ),
    symptom=_lt("None; one protection less on public networks."),
    fix="add_header Strict-Transport-Security max-age=31536000 always;",
)
def check(echo, server_tls):
    """Tell of an https answer without the header, where the certificate is trusted."""
    if (
        not echo.proven
        or not server_tls.flag("trusted")
        or echo.header("strict-transport-security")
    ):
        return None
    return evidence(echo="Strict-Transport-Security: (absent)")
