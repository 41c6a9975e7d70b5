"""The certificate is for another name (nginx: ``ssl_certificate``)."""

from ..nginx import CERTIFICATE
from ..reading import certificate_seen, names_of
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.tls"],
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate is for another name"),
    in_order=_lt("No certificate for another name is shown."),
    explanation=_lt(
        "It is for %(names)s and the address is %(name)s. The check itself went on without trusting it."
    ),
    symptom=_lt("Every visitor gets a full-page security warning."),
    fix=CERTIFICATE,
    stranger=True,
)
def check(tls):
    """Convict by OpenSSL's own word."""
    if tls.text("problem") != "other_name":
        return None
    return evidence(
        server_tls=certificate_seen(tls),
        values={"name": tls.text("name"), "names": names_of(tls.part("certificate"))},
    )
