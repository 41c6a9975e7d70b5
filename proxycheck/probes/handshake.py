"""The real handshake on ``/websocket``: the refusal's status and body are kept."""

import time
from functools import partial

from ..echo import ECHO, echo_facts
from ..fact import word
from ..fresh import new_mark
from ..look.line import PATIENCE
from ..look.row import CLIENT_HEADERS
from ..look.together import together
from ..probe import probe
from ..vocabulary import (
    ACCEPT_OK,
    CUT,
    OPENED,
    OUTCOME,
    SPOKEN_BY,
    STATUS,
    SWITCHED,
    tries,
)
from ..wire import dial, http, websocket
from ..words import Era, Realtime, Vantage
from .websocket_way import is_cut

PATH = "/websocket"
#: Held open together, so that a ``limit_conn`` of one or two shows as well.
TIMES = 3
TIMES_WHEN_MIXED = 9


@probe(
    Vantage.DIRECT,
    Vantage.SERVER,
    ticket=False,
    era=Era.WEBSOCKET,
    realtime=Realtime.OPENED,
    facts=(
        *ECHO,
        word("refused_for", "the header for which browsers refuse the 101"),
        SWITCHED,
        ACCEPT_OK,
        CUT,
        OPENED,
        tries(OUTCOME, SPOKEN_BY, STATUS, ACCEPT_OK),
    ),
)
def look(line):
    """Return the facts of the first refusal (or of the success), and all ``tries``."""
    times = 1 if line.vantage is Vantage.DIRECT else TIMES
    line.introduce(PATH)
    shaken = []
    try:
        shaken += together([partial(shake_hands, line)] * times)
        if _mixed([facts for _conversation, facts in shaken]):
            shaken += together([partial(shake_hands, line)] * TIMES_WHEN_MIXED)
    finally:
        for conversation, _facts in shaken:
            if conversation:
                conversation.close()
    return summary([facts for _conversation, facts in shaken])


def shake_hands(line, seconds=PATIENCE, version=None):
    """Open a websocket; return ``(conversation or None, facts)``.

    `version` is what Odoo's page tells its websockets to name, where there is no ticket
    to tell it; "" where the page told none, and None where no frame will be read.
    """
    line.introduce(PATH)
    start = time.monotonic()
    try:
        conversation = line.open(PATH, seconds, allowance=websocket.ALLOWANCE)
    except dial.Unanswered as failure:
        return None, http.unanswered(failure, start)
    path, headers = _request(line, version)
    answer = websocket.handshake(conversation, path, line.netloc, line.origin, headers)
    line.fair(answer["outcome"])
    answer = line.heard(PATH, answer)
    # A handshake that lost its upgrade headers is a plain request when it
    # arrives, and the addon's echo says what became of them.
    return conversation, {
        **echo_facts(answer, line.ticket),
        "switched": answer["switched"],
        "accept_ok": answer["accept_ok"],
        "refused_for": answer["refused_for"],
        "cut": is_cut(answer),
    }


def _request(line, version):
    """The path of a handshake and what it brings along beside its own headers."""
    # Where no frame is read, Odoo may close the outdated version's socket; a proxy that
    # refuses clients without a name of their own must not refuse ours.
    named = version or version is None and not line.ticket
    if line.ticket:
        # An Odoo that demands none (16) says so, and serves whoever names itself.
        told = line.ticket.odoo.get("websocket_version")
        named, version = told is not None, told or ""
    headers = [*(CLIENT_HEADERS if named else ()), *line.ticket_headers(PATH)]
    if line.known(PATH) and line.ticket.session:
        headers.append(("Cookie", f"session_id={line.ticket.session}"))
    # A handshake that lost its headers is answered by our echo, which no cache shall
    # keep. Odoo's route takes the first `version` and warns of every other argument, so
    # what makes the address fresh is a second one.
    path = f"{PATH}?version={version}&version={new_mark()}" if version else PATH
    return path, headers


def summary(tries):
    """Facts of the first try that was refused, else of the first, with counts."""
    refused = [t for t in tries if not t.get("accept_ok")]
    facts = dict((refused or tries)[0])
    facts["opened"] = len(tries) - len(refused)
    facts["tries"] = [
        {k: t.get(k) for k in ("outcome", "status", "accept_ok", "spoken_by")}
        for t in tries
    ]
    return facts


def _mixed(tries):
    return len({(t.get("outcome"), t.get("status")) for t in tries}) > 1
