"""Facts as sentences: what evidence says of an answer, a header, a size or a certificate."""

from ..proxies import products
from ..translatable import _lt
from .message import Message

#: A header, or anything else, that is not there.
ABSENT = Message(_lt("(absent)"))
#: How a request ended that got no answer (wire/dial.py, `Outcome`).
OUTCOMES = {
    "no_name": Message(_lt("the name could not be resolved")),
    "refused": Message(_lt("the connection was refused")),
    "unrouted": Message(_lt("there is no route to the host")),
    "tls": Message(_lt("the TLS handshake failed")),
    "timeout": Message(_lt("timed out")),
    "closed": Message(_lt("the connection was closed")),
    "garbage": Message(_lt("the answer is not HTTP")),
    "too_much": Message(_lt("the answer is too long")),
}
#: Who wrote an answer (proxies/writer.py), unless a product did.
WRITERS = {
    "odoo": Message(_lt("Odoo")),
    "odoo_echo": Message(_lt("Odoo (Proxy Health)")),
    "other": Message(_lt("something else")),
}
UNKNOWN_WRITER = Message(_lt("an unknown server"))


def says(facts):
    """Return a `Message` about a response: status and who wrote it, or how it ended."""
    if facts.answered:
        values = {"status": facts.status, "who": writer(facts)}
        return Message(_lt("HTTP %(status)s from %(who)s"), values)
    values = {"how": outcome(facts), "detail": facts.text("detail")}
    if facts.text("detail"):
        return Message(_lt("no response: %(how)s (%(detail)s)"), values)
    return Message(_lt("no response: %(how)s"), values)


def writer(facts):
    """Return who wrote a response: a product's name, or a `Message`."""
    kind = facts.text("spoken_by")
    if kind in products():
        return products()[kind].name  # a name is nobody's language
    return WRITERS.get(kind, UNKNOWN_WRITER)


def outcome(facts):
    """Return how a request ended that got no response, in words."""
    word = facts.text("outcome")
    return OUTCOMES.get(word, word)


def asked_from(facts):
    """The address that a request left from, to be allowed somewhere; else a word for it."""
    return facts.text("asked_from") or "ADDRESS"


def arrived(header, value):
    """Return a `Message` about a header that Odoo received, or did not."""
    if value is None:
        return Message(_lt("no %(header)s header"), {"header": header})
    return Message(_lt("%(header)s “%(value)s”"), {"header": header, "value": value})


def perhaps_lost(header):
    """Return a `Message` about a header; nobody outside can tell whether it is lost."""
    return Message(_lt("perhaps no %(header)s header"), {"header": header})


def shown(value):
    """Return a header's value in quotation marks, or `ABSENT`."""
    return ABSENT if value is None else f"“{value}”"


def certificate_seen(tls):
    """Return a `Message` about a certificate: OpenSSL's word, for whom, until when."""
    certificate = tls.part("certificate")
    return Message(
        _lt("%(detail)s; subject %(subject)s, names %(names)s, valid until %(until)s"),
        {
            "detail": tls.text("detail"),
            "subject": certificate.text("subject"),
            "names": names_of(certificate),
            "until": certificate.text("not_after"),
        },
    )


def names_of(certificate):
    """The names that a certificate is for."""
    return ", ".join(certificate.texts("names")) or certificate.text("subject")


def size(number):
    """Return a size in a unit that people read."""
    for unit, name in ((1024**2, "MiB"), (1024, "KiB")):
        if number >= unit:
            return f"{number / unit:.4g} {name}"
    return Message(_lt("%(number)s bytes"), {"number": int(number)})
