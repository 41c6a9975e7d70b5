"""The certificate expires soon: its renewal has probably stopped."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Let's Encrypt renews 30 days before the end; half of that gone means that it failed.
SOON_DAYS = 14


@rule(
    severity=Severity.WARNING,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate expires in %(days)s days"),
    in_order=_lt("No certificate is about to expire."),
    explanation=_lt(
        "The certificate is valid until %(not_after)s. Automatic renewal acts 30 days before"
        " the end. So renewal seems to have stopped, or nginx was not reloaded after it."
    ),
    symptom=_lt("None yet. On that day every user gets a full-page security warning."),
    of_anybody=True,
)
def check(server_tls):
    """Return evidence of a valid certificate with less than two weeks left."""
    certificate = server_tls.part("certificate")
    days = certificate.number("days_left")
    if (
        days is None
        or not 0 <= days < SOON_DAYS
        or server_tls.text("problem") == "expired"
    ):
        return None
    return evidence(
        server_tls=_lt("valid until %(not_after)s, %(days)s days left"),
        values={"days": days, "not_after": certificate.text("not_after")},
    )
