"""How long the block of ``/websocket/`` waits for a silent Odoo: its ``proxy_read_timeout``."""

from ..answer import ANSWER, answer_facts
from ..fact import number
from ..look.line import NotMeasured, OutOfTime
from ..probe import probe
from ..translatable import _lt
from ..vocabulary import HELD, HELD_S
from ..words import Depth, Era, Vantage

#: Just over nginx's 60 s default and the 100 s of large CDNs, within the
#: 130 s of a full check; less where Odoo's time limit leaves less.
SECONDS = 118
#: Left for the answer's way back.
ROOM = 4.0
#: Who was held for less has not shown that nginx's default of 60 s is kept.
ENOUGH = 61
#: Clocks and rounding: an answer that comes this much earlier was held all the same.
SLACK = 0.5

NOT_HELD = _lt(
    "Odoo itself did not hold the connection, so the proxy's timeout was not measured."
)
ENDED = _lt(
    "The connection between the proxy and Odoo ended while it was held, as it does when"
    " Odoo is restarted, so the proxy's timeout was not measured."
)
#: What a proxy answers whose upstream is gone. After its own timeout it says 504 (nginx,
#: HAProxy, Envoy, Traefik); an Apache that says 502 for both cannot be told apart.
UPSTREAM_GONE = (502, 503)


#: What may leave of the facts of `hold`.
HELD_OPEN = (
    *ANSWER,
    number("asked_s", "for how long Odoo was asked to wait"),
    HELD_S,
    HELD,
)


@probe(
    Vantage.SERVER,
    era=Era.WEBSOCKET,
    depth=Depth.FULL,
    seconds=SECONDS,
    facts=HELD_OPEN,
)
def look(line):
    """Return ``held_s``: when the answer came; and whether it was Odoo's own (``held``)."""
    return hold(line, "/websocket/proxy_health/hold", SECONDS)


def hold(line, path, seconds):
    """Ask a route that sleeps; return the answer's facts with ``held`` and ``held_s``."""
    seconds = int(min(seconds, line.overall.left() - ROOM))
    answer = line.ask(f"{path}?seconds={seconds}", seconds=seconds + ROOM)
    facts = answer_facts(answer)
    facts["asked_s"] = seconds
    facts["held_s"] = round((answer.get("ms") or 0) / 1000, 1)
    facts["held"] = _held(facts)
    return facts


def _held(facts):
    """Say whether the proxy waited all the time; raise when nobody made it wait so long."""
    if facts.get("status") in UPSTREAM_GONE:
        raise NotMeasured(ENDED)
    if facts["spoken_by"] != "odoo_echo":
        return False
    if facts.get("status") != 200 or facts["held_s"] < facts["asked_s"] - SLACK:
        raise NotMeasured(NOT_HELD)
    if facts["asked_s"] < ENOUGH:
        raise OutOfTime
    return True
