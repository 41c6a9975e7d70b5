"""Polls of ``/longpolling/poll``: which process answers them, and whether it holds them.

``dispatch`` exists in the evented process and in a threaded Odoo. Up to 14 it does not in
an HTTP worker, which answers “bus.Bus unavailable” inside a 200 (addons/bus/controllers/
main.py); in 15 it does, and the worker is busy with the poll (addons/bus/models/bus.py).
Asked to ``peek``, it answers at once instead of holding the poll (ImDispatch.poll).
"""

# Long, for a poll is asked in several ways, and each explains another refusal.

import time
from functools import partial
from secrets import token_hex

from .. import jsonrpc
from ..answer import ANSWER, answer_facts
from ..fact import flag, number, part
from ..fresh import fresh
from ..look.line import PATIENCE, NotMeasured
from ..look.row import CLIENT_HEADERS, Row
from ..look.together import together
from ..probe import probe
from ..translatable import _lt
from ..vocabulary import (
    HELD,
    MS,
    OPENED,
    OUTCOME,
    PROCESS,
    SPOKEN_BY,
    SPREAD_MS,
    STATUS,
    tries,
)
from ..wire import dial, http
from ..wire.clock import Deadline
from ..words import BY_HTTP_WORKER, LIMITING, Era, Realtime, Vantage
from .long_line import ask_long, refused

PATH = "/longpolling/poll"
#: Peeks on one connection, so that an ``upstream`` of several shows.
TIMES = 6
#: Polls held at once, so that a ``limit_conn`` of one or two shows.
HOLDS = 3
#: Seconds for which a poll that is answered at once by the wrong process is held by the
#: right one; who it is, a peek has told before.
HOLD = 1.0
#: Paths that tell by a long line whether an evented process is behind their block.
WEBSOCKET, LONGPOLLING = "/websocket/health", "/longpolling/health"
#: Paths that are a poll's again once the proxy has put “/” in the place of /longpolling/,
#: or of /longpolling.
STRIPPED = ("/longpolling/longpolling/poll", "/longpollinglongpolling/poll")
#: Seconds after which a limit lets one request through.
PAUSE = 2.0

#: Who answered a poll: what holds polls, an HTTP worker, an Odoo without that route.
BUS, NO_ROUTE = "bus", "no_route"
UNAVAILABLE = "bus.Bus unavailable"

NOT_EVENTED = _lt(
    "Polls are answered, but not by an evented process. That is right with workers = 0; with"
    " workers, Odoo 15 keeps an HTTP worker busy for each open page. From outside both look"
    " the same: “workers” in Odoo's configuration file tells."
)

TRY = (OUTCOME, SPOKEN_BY, PROCESS, STATUS, MS)


@probe(
    Vantage.SERVER,
    ticket=False,
    stranger=True,
    era=Era.LONGPOLLING,
    seconds=HOLD,
    realtime=Realtime.HELD,
    facts=(
        *ANSWER,
        PROCESS,
        number("polls", "how many polls were held open at once"),
        number("held_polls", "how many of them were still open in the end"),
        OPENED,
        SPREAD_MS,
        number("after_pause", "the status after a pause", "HTTP status"),
        flag("evented_at_websocket", "whether gevent is behind /websocket/"),
        flag("evented_at_longpolling", "whether gevent is behind /longpolling/"),
        flag("stripped", "whether the proxy takes the prefix away"),
        tries(*TRY),
        part("holds", "each poll that was held open", *TRY, HELD, SPREAD_MS),
    ),
)
def look(line):
    """Return the facts of the first peek that went wrong, else of the first, and all ``tries``.

    ``opened`` of them reached what holds polls; ``held_polls`` of ``polls`` at once were
    still open after `HOLD` seconds.
    """
    channel = f"proxy_health_{token_hex(8)}"
    answers = peek(line, channel)
    last = may_hold(line, answers)
    tries = [try_facts(answer) for answer in answers]
    wrong = [i for i, one in enumerate(tries) if one["process"] != BUS]
    first = answers[wrong[0] if wrong else 0]
    facts = {**answer_facts(first), **try_facts(first), "tries": tries}
    facts.update(snippet="", spread_ms=spread(first), opened=len(tries) - len(wrong))
    if len(wrong) < len(tries):
        holds: list = together([partial(hold, line, channel, HOLD, last)] * HOLDS)
        held = sum(one["held"] for one in holds)
        facts.update(holds=holds, polls=HOLDS, held_polls=held)
    if wrong:
        facts.update(_explained(line, facts))
    return facts


def peek(line, channel):
    """Ask for what there is for a channel, without waiting for news, on one connection."""
    body = jsonrpc.body_of(params(channel, peek=True))
    row = Row(line, PATIENCE, method="POST", headers=jsonrpc.HEADERS, body=body)
    return row.ask([PATH] * TIMES, singly=True)


def may_hold(line, answers):
    """Return the number of the newest message that peeks told, after which to wait for news.

    In 15 HTTP workers take polls as well, and each keeps one of them busy for 50 s: raise
    `NotMeasured` unless it is the evented process that answers there.
    """
    told = [jsonrpc.answer_of(answer).get("result") for answer in answers]
    told = [result for result in told if isinstance(result, dict)]
    if any(map(_of_15, told)) and not refused(ask_long(line, LONGPOLLING)):
        raise NotMeasured(NOT_EVENTED)
    news = [row for result in told for row in result.get("notifications") or ()]
    ids = [row.get("id") for row in news if isinstance(row, dict)]
    return max((one for one in ids if isinstance(one, int)), default=0)


def _of_15(result):
    """Whether a channel is told with its database, as Odoo 15 does it."""
    channels = result.get("channels") or [""]
    return isinstance(channels, list) and isinstance(channels[0], list)


def params(channel, last=0, **options):
    """What a poll asks: news for one channel. “0” asks for those of the last 50 s as well."""
    return {"channels": [channel], "last": last, "options": options}


def hold(line, channel, seconds, last=0):
    """Poll and wait for so long; ``held`` if the poll was still open, unanswered, then."""
    start = time.monotonic()
    try:
        conversation = line.open(PATH, PATIENCE)
    except dial.Unanswered as failure:
        return {**try_facts(http.unanswered(failure, start)), "held": False}
    try:
        conversation.deadline = Deadline(seconds, line.overall)
        answer = http.exchange(conversation, _poll(line, channel, last))
        line.fair(answer["outcome"])
    finally:
        conversation.close()
    held = answer["outcome"] == dial.Outcome.TIMEOUT
    return {**try_facts(answer), "held": held, "spread_ms": spread(answer)}


def _poll(line, channel, last):
    headers = [*CLIENT_HEADERS, *jsonrpc.HEADERS]
    body = jsonrpc.body_of(params(channel, last))
    return http.request_bytes("POST", fresh(PATH), line.netloc, headers, body)


def process(answer):
    """Who answered a poll, or ``""`` where that is not told."""
    document = jsonrpc.answer_of(answer)
    if "result" in document:
        return BUS
    if jsonrpc.error_message(document) == UNAVAILABLE:
        return BY_HTTP_WORKER
    ours = answer_facts(answer)["spoken_by"] == "odoo"
    return NO_ROUTE if ours and answer.get("status") == 404 else ""


def try_facts(answer):
    """The few facts by which repeated polls are told apart."""
    told = {name: answer.get(name) for name in ("outcome", "status", "ms")}
    spoken_by = answer_facts(answer)["spoken_by"]
    # What Odoo answers over JSON-RPC need not hold its name.
    spoken_by = "odoo" if jsonrpc.answer_of(answer) else spoken_by
    return {**told, "spoken_by": spoken_by, "process": process(answer)}


def spread(answer):
    """Milliseconds between the first and the last piece of an answer's body, or None."""
    chunks = answer.get("chunks_ms") or []
    return round(chunks[-1] - chunks[0], 1) if chunks else None


def _explained(line, facts):
    """What tells why polls went wrong: who is behind which block, and a prefix taken away."""
    websocket, longpolling = together(
        [partial(ask_long, line, path) for path in (WEBSOCKET, LONGPOLLING)]
    )
    more = {
        "evented_at_websocket": refused(websocket),
        "evented_at_longpolling": refused(longpolling),
    }
    if facts["process"] == NO_ROUTE:
        asked = params(f"proxy_health_{token_hex(8)}", peek=True)
        found = [process(jsonrpc.call(line, path, asked)) for path in STRIPPED]
        more["stripped"] = any(p in (BUS, BY_HTTP_WORKER) for p in found)
    if facts["status"] in LIMITING and not facts["opened"]:
        time.sleep(min(PAUSE, line.overall.left()))
        again = jsonrpc.call(
            line, PATH, params(f"proxy_health_{token_hex(8)}", peek=True)
        )
        more["after_pause"] = again.get("status")
    return more
