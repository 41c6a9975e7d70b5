"""The certificate is signed by itself (nginx: ``ssl_certificate``)."""

from ...judge.reading import certificate_seen
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import CERTIFICATE


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate is signed by itself"),
    in_order=_lt("No certificate is signed by itself."),
    explanation=_lt(
        "Its issuer is itself (%(issuer)s), so no browser trusts it. For an internal authority, name its file in the target's CA bundle. The check itself went on without trusting it."
    ),
    symptom=_lt(
        "Every visitor gets a full-page security warning, and payment providers or mobile apps refuse to connect."
    ),
    fix=CERTIFICATE,
    of_anybody=True,
)
def check(server_tls):
    """Convict by OpenSSL's own word."""
    if server_tls.text("problem") != "self_signed":
        return None
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={
            "name": server_tls.text("name"),
            "issuer": server_tls.part("certificate").text("issuer"),
        },
    )
