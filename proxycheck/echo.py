"""The echo: what reached Odoo, flattened into facts that rules compare."""

import json
from urllib.parse import urlencode

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
MAX_SNIPPET = 300
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
    headers = answer.get("headers", {})
    facts["headers"] = {name: headers[name] for name in TELLING if name in headers}
    facts["snippet"] = answer.get("body", "")[:MAX_SNIPPET]
    facts["spoken_by"] = spoken_by(answer)
    if NO_DATABASE in answer.get("body", "")[:4000]:
        facts["no_database"] = True
    return facts


def echo_facts(answer, ticket):
    """Facts of an echo: those of the answer, and when it is Odoo's, what reached it.

    ``proven`` says that the very database that gave the ticket answered;
    ``received`` are the headers as they arrived, by lower-case name. Without a
    ticket nothing can be proven, and ``proven`` is None.
    """
    facts = answer_facts(answer)
    echo = _parse(answer)
    facts["proven"] = (
        echo.get("proof") == ticket.proof if ticket and ticket.proof else None
    )
    if not facts["proven"]:
        return facts
    facts["snippet"] = ""
    facts["received"] = _received(echo)
    facts["set_cookie"] = answer.get("headers", {}).get("set-cookie", [])
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
    return facts


def try_facts(answer, ticket):
    """The few facts by which repeated echoes are told apart."""
    facts = echo_facts(answer, ticket)
    names = ("outcome", "status", "proven", "evented", "spoken_by")
    return {name: facts.get(name) for name in names}


def _parse(answer):
    if answer.get("status") != 200:
        return {}
    try:
        echo = json.loads(answer.get("body") or "")
    except (ValueError, RecursionError):
        return {}
    return echo if isinstance(echo, dict) else {}


def _received(echo):
    pairs = echo.get("headers")
    if not isinstance(pairs, list):
        return {}
    return {
        str(pair[0]).lower(): str(pair[1])[:512]
        for pair in pairs[:60]
        if isinstance(pair, list) and len(pair) == 2
    }


def spoken_by(answer):
    """Who wrote it: ``odoo_echo``, ``odoo``, ``nginx``, ``cloudflare``, ``other``, or nobody."""
    if answer.get("outcome") != "answered":
        return ""
    headers, body = answer.get("headers", {}), answer.get("body", "")[:4000].lower()
    if "x-proxy-health" in headers:
        return "odoo_echo"
    if "<center>nginx" in body or "<center>openresty" in body:
        return "nginx"
    if _werkzeug_page(body) or "odoo" in body or _session_cookie(headers):
        return "odoo"
    if "cf-ray" in headers and "cloudflare" in body:
        return "cloudflare"
    return "other"


def _werkzeug_page(body):
    # werkzeug's HTTPException pages: doctype, lang, title "404 Not Found", h1 without attributes.
    return body.startswith("<!doctype html>\n<html lang=en>\n<title>")


def _session_cookie(headers):
    return any(
        cookie.startswith("session_id=") for cookie in headers.get("set-cookie", [])
    )
