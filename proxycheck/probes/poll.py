"""Polls of ``/longpolling/poll``: which process answers them, and whether it holds them.

``dispatch`` exists in the evented process and in a threaded Odoo, not in an HTTP worker,
which answers “bus.Bus unavailable” inside a 200 (addons/bus/controllers/main.py of 10 to
15). Asked to ``peek``, it answers at once instead of holding the poll (ImDispatch.poll in
addons/bus/models/bus.py).
"""

import time
from functools import partial
from secrets import token_hex

from .. import jsonrpc
from ..echo import ANSWER, answer_facts
from ..fresh import fresh
from ..look.line import PATIENCE
from ..look.row import CLIENT_HEADERS, Row
from ..look.together import together
from ..probe import probe
from ..sharing import flags, numbers, part, words
from ..wire import dial, http
from ..wire.clock import Deadline
from ..words import Era, Vantage
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
#: Statuses of nginx's limits, and seconds after which a limit lets one request through.
LIMITS, PAUSE = (429, 503), 2.0

#: Who answered a poll: what holds polls, an HTTP worker, an Odoo without that route.
BUS, HTTP_WORKER, NO_ROUTE = "bus", "http_worker", "no_route"
UNAVAILABLE = "bus.Bus unavailable"

TRY = (*words("outcome spoken_by process"), *numbers("status ms"))


@probe(
    Vantage.SERVER,
    ticket=False,
    stranger=True,
    era=Era.LONGPOLLING,
    seconds=HOLD,
    shares=(
        *ANSWER,
        *words("process"),
        *numbers("held asked opened spread_ms after_pause"),
        *flags("evented_at_websocket evented_at_longpolling stripped"),
        *part("tries", *TRY),
        *part("holds", *TRY, *flags("held"), *numbers("spread_ms")),
    ),
)
def look(line):
    """Return the facts of the first peek that went wrong, else of the first, and all ``tries``.

    ``opened`` of them reached what holds polls; ``held`` of ``asked`` polls at once were
    still open after `HOLD` seconds.
    """
    channel = f"proxy_health_{token_hex(8)}"
    answers = peek(line, channel)
    tries = [try_facts(answer) for answer in answers]
    wrong = [i for i, one in enumerate(tries) if one["process"] != BUS]
    first = answers[wrong[0] if wrong else 0]
    facts = {**answer_facts(first), **try_facts(first), "tries": tries}
    facts.update(snippet="", spread_ms=spread(first), opened=len(tries) - len(wrong))
    if len(wrong) < len(tries):
        holds: list = together([partial(hold, line, channel, HOLD)] * HOLDS)
        facts.update(holds=holds, asked=HOLDS, held=sum(one["held"] for one in holds))
    if wrong:
        facts.update(_explained(line, facts))
    return facts


def peek(line, channel):
    """Ask for what there is for a channel, without waiting for news, on one connection."""
    body = jsonrpc.body_of(params(channel, peek=True))
    row = Row(line, PATIENCE, method="POST", headers=jsonrpc.HEADERS, body=body)
    return row.ask([PATH] * TIMES, singly=True)


def params(channel, **options):
    """What a poll asks: news for one channel. “0” asks for those of the last 50 s as well."""
    return {"channels": [channel], "last": 0, "options": options}


def hold(line, channel, seconds):
    """Poll and wait for so long; ``held`` if the poll was still open, unanswered, then."""
    start = time.monotonic()
    try:
        conversation = line.open(PATH, PATIENCE)
    except dial.Unanswered as failure:
        return {**try_facts(http.unanswered(failure, start)), "held": False}
    try:
        conversation.deadline = Deadline(seconds, line.overall)
        answer = http.exchange(conversation, _poll(line, channel))
        line.fair(answer["outcome"])
    finally:
        conversation.close()
    held = answer["outcome"] == dial.Outcome.TIMEOUT
    return {**try_facts(answer), "held": held, "spread_ms": spread(answer)}


def _poll(line, channel):
    headers = [*CLIENT_HEADERS, *jsonrpc.HEADERS]
    body = jsonrpc.body_of(params(channel))
    return http.request_bytes("POST", fresh(PATH), line.netloc, headers, body)


def process(answer):
    """Who answered a poll, or ``""`` where that is not told."""
    document = jsonrpc.answer_of(answer)
    if "result" in document:
        return BUS
    if jsonrpc.error_message(document) == UNAVAILABLE:
        return HTTP_WORKER
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
        more["stripped"] = any(p in (BUS, HTTP_WORKER) for p in found)
    if facts["status"] in LIMITS and not facts["opened"]:
        time.sleep(min(PAUSE, line.overall.left()))
        again = jsonrpc.call(
            line, PATH, params(f"proxy_health_{token_hex(8)}", peek=True)
        )
        more["after_pause"] = again.get("status")
    return more
