"""The certificate has expired (nginx: ``ssl_certificate``)."""

from ...judge.reading import certificate_seen
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import CERTIFICATE


@rule(
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
    of_anybody=True,
)
def check(server_tls):
    """Convict by OpenSSL's own word."""
    if server_tls.text("problem") != "expired":
        return None
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={
            "name": server_tls.text("name"),
            "not_after": server_tls.part("certificate").text("not_after"),
        },
    )
