"""The subjects of the rules, and the verdicts, as a person reads them: each stands here once."""

from .translatable import _lt
from .words import CheckVerdict, Severity

#: A title for each folder of rules, in the order in which a request meets them.
SUBJECTS = {
    "routing": _lt("Requests reach the right process of Odoo"),
    "upgrade": _lt("Websockets open"),
    "bus": _lt("Notifications arrive"),
    "timeouts": _lt("Timeouts"),
    "forwarded": _lt("Addresses, scheme and client are forwarded"),
    "limits": _lt("Sizes and limits"),
    "access": _lt("Access, cookies and redirects"),
    "tls": _lt("Certificate and https"),
    "cache": _lt("Static files, compression and caching"),
    "odoo": _lt("Odoo's own settings"),
    "browser": _lt("What this browser sees"),
}

#: One word for each severity, on every screen and in every text.
SEVERITIES = {
    Severity.CRITICAL.value: _lt("Critical"),
    Severity.WARNING.value: _lt("Warning"),
    Severity.INFO.value: _lt("Advice"),
}

#: One sentence for each verdict, on every screen and in every text.
VERDICTS = {
    CheckVerdict.HEALTHY.value: _lt(
        "Real-time messages arrive, and nothing serious is wrong with the reverse proxy."
    ),
    CheckVerdict.DEGRADED.value: _lt("Odoo works now, but something is wrong."),
    CheckVerdict.BROKEN.value: _lt("Users are affected now."),
    CheckVerdict.UNKNOWN.value: _lt(
        "Odoo answered, but no real-time message was seen to arrive."
    ),
    CheckVerdict.UNREACHABLE.value: _lt("Nothing got through to the public address."),
}
#: Of a healthy proxy where nobody could send a message: without a key of this Odoo.
NOT_SENT = _lt(
    "The connection for real-time messages works, and nothing serious is wrong with the"
    " reverse proxy. No message was sent, so nobody saw one arrive."
)


def verdict_sentence(report):
    """Return a report's verdict in one sentence, in English."""
    sent = report["roundtrip"]["delivered"] is not None
    if report["verdict"] == CheckVerdict.HEALTHY.value and not sent:
        return NOT_SENT
    return VERDICTS[report["verdict"]]
