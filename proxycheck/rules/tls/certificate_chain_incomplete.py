"""The server sends its certificate without the one that signed it."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...nginx import CERTIFICATE


@rule(
    severity=Severity.WARNING,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate chain is incomplete"),
    in_order=_lt("No certificate comes without its issuer's certificate."),
    explanation=_lt(
        "The server sent %(sent)s certificate, issued by %(issuer)s, without the issuer's own"
        " certificate. Most browsers fetch it themselves. Other programs, payment providers"
        " and mobile apps do not. ssl_certificate must name a file with the whole chain."
    ),
    symptom=_lt("Browsers work; apps, webhooks and other servers refuse to connect."),
    actions=[put(CERTIFICATE)],
    of_anybody=True,
)
def check(server_tls):
    """Return evidence of a single certificate whose issuer is published, or is unknown to the given CA bundle."""
    certificate = server_tls.part("certificate")
    if (
        server_tls.text("problem") != "unknown_issuer"
        or server_tls.number("chain_length") != 1
    ):
        return None
    if not (certificate.flag("issuer_published") or server_tls.flag("ca_given")):
        return None
    return evidence(
        server_tls=_lt("%(detail)s; %(sent)s certificate sent, issuer %(issuer)s"),
        values={
            "detail": server_tls.text("detail"),
            "sent": 1,
            "issuer": certificate.text("issuer"),
            "name": server_tls.text("name"),
        },
    )
