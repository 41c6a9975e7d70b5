"""The server sends its certificate without the one that signed it."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate's chain is incomplete"),
    in_order=_lt("No certificate comes without the one that signed it."),
    explanation=_lt(
        "The server sent %(sent)s certificate, issued by %(issuer)s, without that issuer's own."
        " Most browsers fetch it by themselves; other programs, payment providers and mobile apps"
        " do not. ssl_certificate must name a file with the whole chain."
    ),
    symptom=_lt("Browsers work; apps, webhooks and other servers refuse to connect."),
    fix="ssl_certificate /etc/ssl/certs/%(name)s.fullchain.pem;",
    of_anybody=True,
)
def check(server_tls):
    """Convict a lone certificate whose issuer is published, or is unknown to the given CA bundle."""
    certificate = server_tls.part("certificate")
    if (
        server_tls.text("problem") != "unknown_issuer"
        or server_tls.number("chain_length") != 1
    ):
        return None
    if not (certificate.flag("issuer_published") or server_tls.flag("ca_given")):
        return None
    return evidence(
        server_tls=f"{server_tls.text('detail')}; 1 certificate sent, issuer {certificate.text('issuer')}",
        values={
            "sent": 1,
            "issuer": certificate.text("issuer"),
            "name": server_tls.text("name"),
        },
    )
