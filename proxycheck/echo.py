"""The echo: what reached Odoo, flattened into facts that rules compare."""

import json
from urllib.parse import urlencode, urlsplit

from .fresh import bare
from .proxies import is_known
from .proxies.product import first_word
from .proxies.writer import written_by
from .received import shown_pairs
from .sharing import by_header, flags, numbers, texts, words

#: What a peer that is not Odoo's echo may tell us about itself.
TELLING = (
    "server",
    "location",
    "content-type",
    "content-encoding",
    "via",
    "x-cache",
    "cf-ray",
    "www-authenticate",
    "retry-after",
    "x-proxy-health",
    "x-powered-by",
    "age",
    "alt-svc",
    "strict-transport-security",
    "content-security-policy",
    "x-frame-options",
    "cache-control",
    "x-cache-status",
    "connection",
    "x-accel-buffering",
    "allow",
    "vary",
    "x-served-by",
    "x-varnish",
    "x-amz-cf-id",
    "x-azure-ref",
)
#: What of these headers a stranger may say: everything else is a banner, which tells
#: of a service that may be nobody's business here.
STRANGERS = {
    "server": lambda value: first_word(value) if is_known(value) else "unknown",
    "location": lambda value: without_query(value),
    "www-authenticate": lambda value: value.partition(" ")[0][:20],
    "content-security-policy": None,
    "x-powered-by": None,
    "via": lambda value: "present",
    "x-served-by": lambda value: "present",
}
MAX_SNIPPET = 300
#: The cookie that an echo sets when it is asked to.
PROBE_COOKIE = "proxy_health_probe"
#: What Odoo's 404 says when the database of the request does not exist there or
#: its dbfilter rejects the name (odoo/http.py, _serve_nodb).
NO_DATABASE = "No database is selected"


#: What may leave of an answer that anybody saw; what the server sees besides; what an
#: echo tells besides; and what a repeated echo is told apart by.
HEARD = (
    *words("outcome spoken_by"),
    *numbers("status ms"),
    *texts("detail"),
    *by_header("headers"),
)
ANSWER = (*HEARD, *texts("http"), *flags("no_database"))
ECHOED = (
    *flags("proven websocket_route evented proxied"),
    *by_header("received"),
    *texts("path http_version host scheme remote_addr peer_addr url_root"),
    *numbers("body_bytes"),
)
ECHO = (*ANSWER, *ECHOED)
TRY = (*words("outcome spoken_by"), *numbers("status"), *flags("proven evented"))


def echo_path(prefix="", **options):
    """The echo's path under `prefix`, so that the prefix's own ``location`` routes it."""
    query = f"?{urlencode(options)}" if options else ""
    return f"{prefix}/proxy_health/echo{query}"


def answer_facts(answer):
    """Facts about any answer: outcome, status, telling headers, a snippet of the body."""
    facts = {
        k: answer[k]
        for k in ("outcome", "detail", "status", "http", "ms")
        if k in answer
    }
    stranger = answer.get("stranger", False)
    facts["headers"] = telling(answer.get("headers", {}), stranger)
    facts["spoken_by"] = written_by(answer)
    # An echo holds proofs, and what a stranger wrote is not ours to show.
    silent = stranger or facts["spoken_by"] == "odoo_echo"
    facts["snippet"] = "" if silent else answer.get("body", "")[:MAX_SNIPPET]
    if NO_DATABASE in answer.get("body", "")[:4000]:
        facts["no_database"] = True
    return facts


def telling(headers, stranger=False):
    """Return the headers of an answer that are facts; of a stranger's no banner."""
    told = {n: headers[n] for n in TELLING if isinstance(headers.get(n), str)}
    if not stranger:
        return told
    reduced = {
        name: say(told[name]) for name, say in STRANGERS.items() if say and name in told
    }
    return {**{n: v for n, v in told.items() if n not in STRANGERS}, **reduced}


def without_query(location):
    """Return where a redirect leads, without what may be somebody's key in it."""
    try:
        url = urlsplit(location)
        host = url.netloc.rpartition("@")[2]
        return url._replace(netloc=host, query="", fragment="").geturl()
    except ValueError:
        return ""


def echo_facts(answer, ticket):
    """Facts of an echo: those of the answer, and when it is Odoo's, what reached it.

    ``proven`` says that the very database that gave the ticket answered;
    ``received`` are the headers as they arrived, by lower-case name: the value of those
    that a rule reads, of others the length. Without a ticket nothing can be proven,
    and ``proven`` is None.
    """
    facts = answer_facts(answer)
    echo = parse_echo(answer)
    facts["proven"] = (
        echo.get("proof") == ticket.proof if ticket and ticket.proof else None
    )
    if not facts["proven"]:
        return facts
    facts["snippet"] = ""
    facts["received"] = shown_pairs(echo.get("headers"))
    cookies = answer.get("headers", {}).get("set-cookie", [])
    facts["set_cookie"] = [_cookie(cookie) for cookie in cookies]
    for name in (
        "served",
        "websocket_route",
        "evented",
        "pid",
        "path",
        "http_version",
        "host",
        "scheme",
        "remote_addr",
        "peer_addr",
        "url_root",
        "proxied",
        "uid",
        "body_bytes",
    ):
        facts[name] = echo.get(name)
    if isinstance(facts["path"], str):
        facts["path"] = bare(facts["path"])
    return facts


def _cookie(cookie):
    """A Set-Cookie as a rule reads it: in full if it is the probe's own, else no value."""
    pair, semicolon, attributes = cookie.partition(";")
    name, _equals, value = pair.partition("=")
    if name.strip() == PROBE_COOKIE:
        return cookie
    return f"{name}={len(value)}{semicolon}{attributes}"


def try_facts(answer, ticket):
    """The few facts by which repeated echoes are told apart."""
    facts = echo_facts(answer, ticket)
    if answer.get("challenge"):
        facts.update(proven=True, evented=parse_echo(answer).get("evented"))
    names = ("outcome", "status", "proven", "evented", "spoken_by")
    return {name: facts.get(name) for name in names}


def after_the_challenge(answers, ticket):
    """The answer that speaks for several: the first, or the first echo once it was proven."""
    if not answers[0].get("challenge"):
        return answers[0]
    rest = answers[1:] or answers
    return next((a for a in rest if echo_facts(a, ticket)["proven"]), rest[0])


def parse_echo(answer):
    """Return the JSON object of an echo, or an empty one."""
    if answer.get("status") != 200:
        return {}
    try:
        echo = json.loads(answer.get("body") or "")
    except (ValueError, RecursionError):
        return {}
    return echo if isinstance(echo, dict) else {}
