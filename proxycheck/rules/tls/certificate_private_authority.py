"""The certificate comes from an authority that this server does not know."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.INFO,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate comes from a private authority"),
    in_order=_lt("The server sends no certificate of an unknown authority."),
    explanation=_lt(
        "The certificate was issued by %(issuer)s, which the machine that ran this check does"
        " not know. That is right inside a company whose computers know it. Enter its file as"
        " the CA bundle of the address, and checks verify it. Everything else was tested all"
        " the same."
    ),
    symptom=_lt(
        "None on computers that know the authority. A security warning on all others."
    ),
    of_anybody=True,
)
def check(server_tls):
    """Return evidence of an issuer that is neither known nor published."""
    certificate = server_tls.part("certificate")
    if server_tls.text("problem") not in ("unknown_issuer", "untrusted_root"):
        return None
    known = certificate.flag("issuer_published") or server_tls.flag("ca_given")
    if server_tls.number("chain_length") == 1 and known:
        return None  # certificate_chain_incomplete
    return evidence(
        server_tls=_lt("%(detail)s; issuer %(issuer)s"),
        values={
            "detail": server_tls.text("detail"),
            "issuer": certificate.text("issuer"),
        },
    )
