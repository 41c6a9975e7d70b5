"""The certificate that the public address shows, and what is wrong with it."""

import datetime
import ssl
from contextlib import suppress
from typing import Any

from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID

from ..fact import flag, number, part, text, word
from ..look.line import PATIENCE
from ..observation import cut
from ..probe import probe
from ..vocabulary import DETAIL
from ..wire import dial
from ..wire.clock import Deadline
from ..words import Vantage

#: OpenSSL's X509_V_ERR_* numbers (openssl/x509_vfy.h), in our words.
PROBLEMS = {
    9: "not_yet_valid",
    10: "expired",
    18: "self_signed",
    19: "untrusted_root",
    20: "unknown_issuer",
    21: "unknown_issuer",
    62: "other_name",
    64: "other_name",
}


#: What may leave of a certificate.
CERTIFICATE = (
    text("subject", "for whom it is"),
    text("issuer", "who issued it"),
    text("names", "the names that it is for"),
    text("not_before", "from when it holds"),
    text("not_after", "until when it holds"),
    number("days_left", "how many days it still holds", "days"),
    flag("issuer_published", "whether it says where its issuer's is to be had"),
)


@probe(
    Vantage.SERVER,
    ticket=False,
    facts=(
        flag("tls", "whether the address is an https one"),
        flag("ca_given", "whether a bundle of certificates was given"),
        flag("judged", "whether the certificate is judged"),
        flag("trusted", "whether it is trusted"),
        word("problem", "what is wrong with it first; empty: nothing"),
        text("name", "the name that was asked for"),
        DETAIL,
        text("protocol", "the version of TLS, or the browser's version of HTTP"),
        number("chain_length", "how many certificates were sent"),
        part("certificate", "the certificate of the address", *CERTIFICATE),
    ),
)
def look(line):
    """Return ``tls`` False on http; else protocol, certificate and the first ``problem``."""
    if line.scheme != "https":
        return {"tls": False}
    facts: dict[str, Any] = {
        "tls": True,
        "name": line.host,
        "ca_given": bool(line.ca_file),
        "judged": line.verify,
    }
    if not line.verify:
        return {**facts, "trusted": None, "problem": "", **_shown(line)}
    secure, judged = _verified(line)
    if (
        secure is None
    ):  # who does not trust it is not told what it is: so look past that
        return {**facts, **judged, **_shown(line)}
    try:
        return {**facts, **judged, **_handshake_facts(secure)}
    finally:
        secure.close()


def _shown(line):
    """What a connection shows that takes any certificate."""
    # To addresses of its own, a line resumes no session: resumed, no chain is sent.
    conversation = line.open("/", PATIENCE, line.rows())
    try:
        return _handshake_facts(conversation.sock)
    finally:
        conversation.close()


def _handshake_facts(secure):
    der = secure.getpeercert(binary_form=True)
    return {
        "protocol": secure.version(),
        "certificate": certificate_facts(der),
        "chain_length": _chain_length(secure),
    }


def _verified(line):
    """Return ``(socket or None, facts)`` of a handshake that trusts nobody blindly."""
    sock, deadline = dial.connect(line.rows(), PATIENCE, line.overall)
    context = dial.strict_context(line.ca_file)
    secure = context.wrap_socket(
        sock, server_hostname=line.host, do_handshake_on_connect=False
    )
    try:
        secure.settimeout(Deadline(PATIENCE, deadline).left())
        secure.do_handshake()
        return secure, {"trusted": True, "problem": ""}
    except ssl.SSLCertVerificationError as error:
        secure.close()
        return None, {
            "trusted": False,
            "problem": PROBLEMS.get(error.verify_code, "other"),
            "detail": cut(error.verify_message, 200),
        }
    except OSError as error:
        secure.close()
        line.fair(dial.outcome_of(error))
        raise dial.Unanswered(dial.outcome_of(error), error) from error


def certificate_facts(der):
    """Return subject, issuer, names, dates and whether its issuer can be fetched."""
    certificate = x509.load_der_x509_certificate(der)
    return {
        "subject": cut(certificate.subject.rfc4514_string(), 200),
        "issuer": cut(certificate.issuer.rfc4514_string(), 200),
        "names": [cut(name, 253) for name in _names(certificate)[:20]],
        "not_before": _iso(_moment(certificate, "not_valid_before")),
        "not_after": _iso(_moment(certificate, "not_valid_after")),
        "days_left": _days_left(_moment(certificate, "not_valid_after")),
        "issuer_published": _issuer_published(certificate),
    }


def _moment(certificate, name):
    # cryptography 42 brought the aware dates; Odoo 19 on Python 3.10 ships 3.4.
    aware = getattr(certificate, f"{name}_utc", None)
    return aware or getattr(certificate, name).replace(tzinfo=datetime.timezone.utc)


def _iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _days_left(moment):
    return (moment - datetime.datetime.now(datetime.timezone.utc)).days


def _names(certificate):
    with suppress(x509.ExtensionNotFound, ValueError):
        names = certificate.extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        )
        return [str(name.value) for name in names.value]
    return []


def _issuer_published(certificate):
    """Whether the certificate says where its issuer's is to be had, as public authorities do."""
    with suppress(x509.ExtensionNotFound, ValueError):
        access = certificate.extensions.get_extension_for_class(
            x509.AuthorityInformationAccess
        )
        return any(
            row.access_method == AuthorityInformationAccessOID.CA_ISSUERS
            for row in access.value
        )
    return False


def _chain_length(sock):
    # Public only since Python 3.13; before, the same call stands one level down.
    chain = (
        getattr(sock, "get_unverified_chain", None) or sock._sslobj.get_unverified_chain
    )
    return len(chain() or ())
