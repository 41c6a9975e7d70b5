"""How rules read facts together: what several of them mean, said once."""

#: Statuses with which nginx itself says that nobody good was behind it.
BAD_GATEWAY, GATEWAY_TIMEOUT = 502, 504
#: Headers of the request itself, of the client and of Odoo's echo: they differ
#: between two requests although one block passed both.
OWN = {
    "x-proxy-health-token",
    "x-odoo-database",
    "cookie",
    "content-length",
    "content-type",
    "sec-websocket-key",
    "sec-websocket-version",
    "origin",
    "accept",
    "user-agent",
    "referer",
    "accept-encoding",
    "accept-language",
    "x-request-id",
    "traceparent",
    "cf-ray",
}


def works(handshake):
    """Whether every try of the handshake opened a websocket."""
    tries = handshake.rows("tries")
    return bool(tries) and handshake.number("opened") == len(tries)


def never_opened(handshake):
    """Whether no try opened one."""
    return handshake.number("opened") == 0


def says(facts):
    """One line of values about an answer: status and who wrote it, or how it ended."""
    if not facts.answered:
        return f"no answer: {facts.text('outcome')} {facts.text('detail')}".strip()
    return f"HTTP {facts.status} written by {facts.text('spoken_by') or 'nobody known'}"


def odoo_error(facts):
    """Whether Odoo itself failed on this request, as it does without database connections."""
    return facts.status == 500 and facts.text("spoken_by") == "odoo"


def by_proxy(facts):
    """Whether something in front of Odoo wrote this answer."""
    return facts.answered and facts.text("spoken_by") not in ("odoo", "odoo_echo")


def asked_from(facts):
    """The address that a request left from, to be allowed somewhere; else a word for it."""
    return facts.text("asked_from") or "ADDRESS"


def signature(facts):
    """What the block that passed this request set, without the headers of the request itself."""
    received = facts.part("received")
    rows = {n: v for n, v in received.items() if n not in OWN}
    return {**rows, "": facts.text("http_version")}


def same_block(one, other):
    """Whether nothing tells the blocks apart that passed two requests of one kind."""
    return signature(one) == signature(other)


def asks_upgrade(value):
    """Whether a Connection header asks for an upgrade (a list of tokens, RFC 9110 7.6.1)."""
    return "upgrade" in [token.strip().lower() for token in (value or "").split(",")]


def shown(value):
    """A header's value as a person reads it."""
    return "(absent)" if value is None else f"“{value}”"


def last(value):
    """The last element of a list header: the one Odoo's ProxyFix takes."""
    return (value or "").split(",")[-1].strip()


def certificate_seen(tls):
    """One line of values about a certificate: OpenSSL's word, for whom, until when."""
    certificate = tls.part("certificate")
    return (
        f"{tls.text('detail')}; subject {certificate.text('subject')}, names"
        f" {names_of(certificate)}, valid until {certificate.text('not_after')}"
    )


def names_of(certificate):
    """The names that a certificate is for."""
    return ", ".join(certificate.texts("names")) or certificate.text("subject")


def size(number):
    """A size as nginx would write it, in words."""
    for unit, name in ((1024**2, "MiB"), (1024, "KiB")):
        if number >= unit:
            return f"{number / unit:.4g} {name}"
    return f"{int(number)} bytes"
