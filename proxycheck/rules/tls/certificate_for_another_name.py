"""The certificate is for another name (nginx: ``ssl_certificate``)."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import certificate_seen, names_of
from ...nginx import CERTIFICATE, CERTIFICATE_KEY


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate is for another name"),
    in_order=_lt("The server sends no certificate for another name."),
    explanation=_lt(
        "The certificate is for %(names)s, and the address is %(name)s. The check went on"
        " without trusting it."
    ),
    symptom=_lt("Every user gets a full-page security warning."),
    actions=[put(CERTIFICATE), put(CERTIFICATE_KEY)],
    of_anybody=True,
)
def check(server_tls):
    """Return evidence by OpenSSL's own result."""
    if server_tls.text("problem") != "other_name":
        return None
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={
            "name": server_tls.text("name"),
            "names": names_of(server_tls.part("certificate")),
        },
    )
