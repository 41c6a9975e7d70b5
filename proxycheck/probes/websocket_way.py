"""Where ``/websocket`` leads and what arrives there, told by Odoo's own public routes.

Without a ticket the addon's echo does not answer. Odoo's own routes tell as much, if they
are asked so that its processes answer differently:

- gevent refuses a long request line, Odoo's HTTP workers answer it (see long_line.py).
- A route that is no websocket answers 400 to a request whose upgrade arrived, and as
  ever to one whose upgrade was lost (werkzeug/routing/map.py, WebsocketMismatch).
"""

# Long, for each place is asked in three ways, and what they tell is read together.

import json
from functools import partial

from ..echo import answer_facts
from ..fact import flag, number, part, word
from ..look.line import PATIENCE
from ..look.together import together
from ..probe import probe
from ..vocabulary import (
    CUT,
    DETAIL,
    LIMITED,
    MS,
    OUTCOME,
    PROCESS,
    SPOKEN_BY,
    STATUS,
    tries,
)
from ..wire import http
from ..wire.dial import Outcome, Unanswered
from ..wire.head_only import HeadOnly
from ..wire.websocket import new_key, upgrade_headers
from ..words import ARRIVES, BY_EVENTED, BY_HTTP_WORKER, LIMITING, LOST, Era, Vantage
from .long_line import ask_long, long_path, refused

#: Paths of routes that every Odoo 16 to 19 has, by what a rule calls them.
PLACES = {
    "root": "/web/health",
    "itself": "/websocket",
    "below": "/websocket/health",
    "longpolling": "/longpolling/poll",
}
#: On one connection nginx's round robin alternates, so six show two servers thrice.
TIMES = 6

SEEN = (
    OUTCOME,
    DETAIL,
    SPOKEN_BY,
    PROCESS,
    word("upgrade", "whether an upgrade arrives there or is lost; empty: not told"),
    STATUS,
    MS,
    flag("health", "whether it is what Odoo's health routes say"),
    CUT,
    LIMITED,
)


@probe(
    Vantage.SERVER,
    era=Era.WEBSOCKET,
    ticket=False,
    stranger=True,
    facts=(
        *(part(name, f"what {path} says", *SEEN) for name, path in PLACES.items()),
        tries(OUTCOME, PROCESS, SPOKEN_BY, STATUS),
        number(
            "unasked", "the status of a handshake for another protocol", "HTTP status"
        ),
        flag("passed", "whether Odoo answered anything in the block of /websocket"),
    ),
)
def look(line):
    """Return the facts of each place and of ``tries`` at /websocket.

    ``passed`` says whether Odoo answered any request that the block of /websocket passed.
    ``limited`` says of a place that one of its requests was refused, after another was not.
    ``process`` is ``evented`` or ``http_worker`` (of Odoo 16 and later with workers = 0
    every process is one), ``upgrade`` ``arrives`` or is ``lost``; both are empty where
    the answers do not tell. ``unasked`` is the status of a handshake that asked for no
    websocket, where plain requests are taken for handshakes.
    """
    asked: list = together([partial(_place, line, path) for path in PLACES.values()])
    facts: dict = dict(zip(PLACES, asked, strict=True))
    tries = _tries(line, facts["itself"])
    if facts["root"]["process"] == BY_EVENTED:
        # Somebody on the way refuses long lines just so, or pages come from gevent, too.
        for one in [*facts.values(), *tries]:
            one["process"] = ""
    facts.update(tries=tries, passed=_some_passed(facts, tries))
    if _refused(facts["below"]) and not _refused(facts["root"]):
        facts["unasked"] = _unasked(line)
    return facts


def _place(line, path):
    """What a plain request, one with a long line and one with an upgrade are told."""
    facts = {**_facts(line.ask(path)), "process": "", "upgrade": "", "limited": False}
    if facts["outcome"] != Outcome.ANSWERED:
        return facts
    long = ask_long(line, path)
    facts["process"] = process(long, facts)
    facts["limited"] = facts["health"] and long.get("status") in LIMITING
    if facts["health"]:
        headers = upgrade_headers(new_key(), line.origin)
        asked = line.ask(path, headers=headers)
        seen = _facts(asked)
        facts["upgrade"] = LOST if seen["health"] else ARRIVES if _refused(seen) else ""
        facts["cut"] = seen["cut"]
        facts["limited"] |= seen["status"] in LIMITING
    return facts


def _facts(answer):
    facts = answer_facts(answer)
    seen = {n: facts.get(n) for n in ("outcome", "detail", "status", "ms", "spoken_by")}
    seen["health"] = is_health(answer)
    seen["cut"] = is_cut(answer)
    if seen["health"]:
        seen["spoken_by"] = "odoo"
    return seen


def is_health(answer):
    """Whether this is what Odoo's health routes say (web and bus: controllers)."""
    try:
        told = json.loads(answer.get("body") or "")
    except (ValueError, RecursionError):
        return False
    return answer.get("status") == 200 and told == {"status": "pass"}


def is_cut(answer):
    """Whether a refusal of Odoo's ends before its body does.

    With workers = 0 Odoo writes no body to a request whose ``Upgrade`` arrived
    (odoo/service/server.py, RequestHandler.end_headers).
    """
    length = answer.get("headers", {}).get("content-length", "")
    return (
        answer.get("status") == 400
        and length.isdigit()
        and int(length) > (answer.get("body_bytes") or 0)
    )


def _refused(facts):
    """Whether Odoo refused a request for what is, or is no, websocket."""
    return facts["status"] == 400 and (facts["spoken_by"] == "odoo" or facts["cut"])


def process(answer, plain):
    """Which process answered a long line, where the plain answer of the same path is known."""
    if refused(answer):
        return BY_EVENTED
    said = _facts(answer)
    same = said["status"] == plain["status"] and said["spoken_by"] == "odoo"
    return BY_HTTP_WORKER if same else ""


def _some_passed(facts, tries):
    """Whether Odoo answered anything in the block of /websocket."""
    below = facts["below"]
    # What is below an exact location is passed by another block, to an HTTP worker, and
    # refuses nothing. Where the same block limits both, either may be the one let in.
    if below["process"] == BY_EVENTED or below["limited"]:
        return True
    asked = [facts["itself"], *tries]
    return any(one["spoken_by"] == "odoo" or one["process"] for one in asked)


def _tries(line, plain):
    """Long lines at /websocket itself, one after another, as an upstream of two shows."""
    if plain["outcome"] != Outcome.ANSWERED:
        return []
    path = PLACES["itself"]
    answers = line.ask_in_a_row([long_path(path) for _time in range(TIMES)])
    rows = []
    for answer in answers:
        seen = {
            name: _facts(answer)[name] for name in ("outcome", "status", "spoken_by")
        }
        rows.append({**seen, "process": process(answer, plain)})
    return rows


def _unasked(line):
    """The status of a handshake that asks for another protocol, which Odoo refuses."""
    headers = upgrade_headers(new_key(), line.origin, protocol="proxy-health")
    path = PLACES["itself"]
    try:
        conversation = line.open(path, PATIENCE)
    except Unanswered:
        return None
    try:
        request = http.request_bytes("GET", path, line.netloc, headers)
        return http.exchange(HeadOnly(conversation), request).get("status")
    finally:
        conversation.close()
