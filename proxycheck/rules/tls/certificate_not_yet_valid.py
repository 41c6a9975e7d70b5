"""The certificate begins in the future (nginx: ``ssl_certificate``), or a clock is wrong."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import certificate_seen
from ...nginx import CERTIFICATE, CERTIFICATE_KEY


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.TLS,
    directive="ssl_certificate",
    title=_lt("The certificate is not valid yet"),
    in_order=_lt("The server sends no certificate before its time."),
    explanation=_lt(
        "The certificate is valid from %(not_before)s. Either it was installed too early, or"
        " the clock of this server is wrong. The check went on without trusting it."
    ),
    symptom=_lt("Every user gets a full-page security warning."),
    actions=[put(CERTIFICATE), put(CERTIFICATE_KEY)],
    of_anybody=True,
)
def check(server_tls):
    """Return evidence by OpenSSL's own result."""
    if server_tls.text("problem") != "not_yet_valid":
        return None
    begins = server_tls.part("certificate").text("not_before")
    return evidence(
        server_tls=certificate_seen(server_tls),
        values={"name": server_tls.text("name"), "not_before": begins},
    )
