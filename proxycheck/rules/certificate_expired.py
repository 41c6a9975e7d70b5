"""The certificate has expired (nginx: ``ssl_certificate``)."""

from ..nginx import CERTIFICATE
from ..reading import certificate_seen
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.tls"],
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate has expired"),
    in_order=_lt("No expired certificate is shown."),
    explanation=_lt(
        "It was valid until %(not_after)s. The check itself went on without trusting it."
    ),
    symptom=_lt(
        "Every visitor gets a full-page security warning; apps and websockets refuse to connect."
    ),
    fix=CERTIFICATE,
    stranger=True,
)
def check(tls):
    """Convict by OpenSSL's own word."""
    if tls.text("problem") != "expired":
        return None
    return evidence(
        server_tls=certificate_seen(tls),
        values={
            "name": tls.text("name"),
            "not_after": tls.part("certificate").text("not_after"),
        },
    )
