"""The certificate is signed by itself (nginx: ``ssl_certificate``)."""

from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.tls"],
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate is signed by itself"),
    explanation=_lt(
        "Its issuer is itself (%(issuer)s), so no browser trusts it. For an internal authority, name its file in the target's CA bundle. The check itself went on without trusting it."
    ),
    symptom=_lt(
        "Every visitor gets a full-page security warning, and payment providers or mobile apps refuse to connect."
    ),
    fix="""ssl_certificate     /etc/ssl/certs/%(name)s.fullchain.pem;
ssl_certificate_key /etc/ssl/private/%(name)s.key;""",
    stranger=True,
)
def check(tls):
    """Convict by OpenSSL's own word."""
    if tls.text("problem") != "self_signed":
        return None
    certificate = tls.part("certificate")
    names = ", ".join(certificate.texts("names")) or certificate.text("subject")
    return evidence(
        server_tls=f"{tls.text('detail')}; subject {certificate.text('subject')}, names {names}, valid until"
        f" {certificate.text('not_after')}",
        values={
            "name": tls.text("name"),
            "names": names,
            "issuer": certificate.text("issuer"),
            "not_after": certificate.text("not_after"),
        },
    )
