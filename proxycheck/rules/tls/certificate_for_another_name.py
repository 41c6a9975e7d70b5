"""The certificate is for another name (nginx: ``ssl_certificate``)."""

from ...judge.reading import certificate_seen, names_of
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import CERTIFICATE


@rule(
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
    of_anybody=True,
)
def check(server_tls):
    """Convict by OpenSSL's own word."""
    if server_tls.text("problem") != "other_name":
        return None
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={
            "name": server_tls.text("name"),
            "names": names_of(server_tls.part("certificate")),
        },
    )
