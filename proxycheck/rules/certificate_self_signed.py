"""The certificate is signed by itself (nginx: ``ssl_certificate``)."""

from ..nginx import CERTIFICATE
from ..reading import certificate_seen
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.tls"],
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
    stranger=True,
)
def check(tls):
    """Convict by OpenSSL's own word."""
    if tls.text("problem") != "self_signed":
        return None
    return evidence(
        server_tls=certificate_seen(tls),
        values={
            "name": tls.text("name"),
            "issuer": tls.part("certificate").text("issuer"),
        },
    )
