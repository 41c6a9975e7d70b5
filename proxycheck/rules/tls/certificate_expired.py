"""The certificate has expired (nginx: ``ssl_certificate``)."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import certificate_seen
from ...nginx import CERTIFICATE, CERTIFICATE_KEY


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate has expired"),
    in_order=_lt("The server sends no expired certificate."),
    explanation=_lt(
        "The certificate was valid until %(not_after)s. The check went on without trusting"
        " it."
    ),
    symptom=_lt(
        "Every user gets a full-page security warning. Apps and websockets refuse to connect."
    ),
    actions=[put(CERTIFICATE), put(CERTIFICATE_KEY)],
    of_anybody=True,
)
def check(server_tls):
    """Return evidence by OpenSSL's own result."""
    if server_tls.text("problem") != "expired":
        return None
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={
            "name": server_tls.text("name"),
            "not_after": server_tls.part("certificate").text("not_after"),
        },
    )
