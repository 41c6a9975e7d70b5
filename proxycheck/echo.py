"""The echo: what reached Odoo, flattened into facts that rules compare."""

import json
from urllib.parse import urlencode

from .answer import ANSWER, answer_facts
from .fact import by_header, fits, flag, inside, number, text
from .fresh import bare
from .received import shown_pairs
from .vocabulary import (
    BODY_BYTES,
    EVENTED,
    OUTCOME,
    PATH,
    PROVEN,
    SERVED,
    SPOKEN_BY,
    STATUS,
)

#: The cookie that an echo sets when it is asked to.
PROBE_COOKIE = "proxy_health_probe"


#: What Odoo's echo tells of the request, as the facts of these names.
TOLD = (
    *SERVED,
    flag("websocket_route", "whether the route of an upgrade answered"),
    EVENTED,
    *inside(number("pid", "the process that answered")),
    PATH,
    text("http_version", "the version of HTTP between proxy and Odoo"),
    text("host", "the host that Odoo goes by"),
    text("scheme", "the scheme that Odoo goes by, or the page's"),
    text("remote_addr", "the client's address as Odoo takes it"),
    text("peer_addr", "the address from which the connection came"),
    text("url_root", "the address that Odoo puts into links"),
    flag("proxied", "whether Odoo believed the forwarded headers"),
    *inside(number("uid", "the user whose session it is")),
    BODY_BYTES,
)
OF_ECHO = tuple(fact.name for fact in TOLD)
#: The facts of an echo besides the response's, and those that tell repeated ones apart.
ECHOED = (
    PROVEN,
    by_header("received", "the headers as they reached Odoo"),
    *TOLD,
)
ECHO = (
    *ANSWER,
    *ECHOED,
    *inside(text("set_cookie", "the cookies that the response sets, without values")),
)
TRY = (OUTCOME, SPOKEN_BY, STATUS, PROVEN, EVENTED)


def echo_path(prefix="", **options):
    """The echo's path under `prefix`, so that the prefix's own ``location`` routes it."""
    query = f"?{urlencode(options)}" if options else ""
    return f"{prefix}/proxy_health/echo{query}"


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
    # Who only has the proof may say anything else: what is of another type is no fact.
    told = {one: echo.get(one.name) for one in TOLD}
    facts |= {f.name: value if fits(f, value) else None for f, value in told.items()}
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
        evented = parse_echo(answer).get("evented")
        facts.update(proven=True, evented=evented if fits(EVENTED, evented) else None)
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
