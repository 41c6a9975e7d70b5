"""The certificate is self-signed (nginx: ``ssl_certificate``)."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import certificate_seen
from ...nginx import CERTIFICATE, CERTIFICATE_KEY


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate is self-signed"),
    in_order=_lt("The server sends no self-signed certificate."),
    explanation=_lt(
        "The certificate is its own issuer (%(issuer)s), so no browser trusts it. For an"
        " internal authority, enter its file as the CA bundle of the address. The check went"
        " on without trusting it."
    ),
    symptom=_lt(
        "Every user gets a full-page security warning. Payment providers and mobile apps"
        " refuse to connect."
    ),
    actions=[put(CERTIFICATE), put(CERTIFICATE_KEY)],
    of_anybody=True,
)
def check(server_tls):
    """Return evidence by OpenSSL's own result."""
    if server_tls.text("problem") != "self_signed":
        return None
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={
            "name": server_tls.text("name"),
            "issuer": server_tls.part("certificate").text("issuer"),
        },
    )
