"""How long a poll is held: to its end, when Odoo answers, or until somebody cuts it."""

from secrets import token_hex

from ..fact import flag
from ..look.line import OutOfTime
from ..probe import probe
from ..vocabulary import (
    HELD,
    HELD_S,
    MS,
    OUTCOME,
    PROCESS,
    SPOKEN_BY,
    SPREAD_MS,
    STATUS,
)
from ..words import Depth, Era, Vantage
from .poll import BUS, hold, may_hold, peek

#: Odoo answers a poll without news after so many seconds (TIMEOUT in addons/bus/models/
#: bus.py of 10 to 15), and browsers give up after 60 (longpolling_bus.js: timeout).
ODOO_HOLDS = 50
BROWSER_WAITS = 60
#: Clocks and rounding.
EARLY = 0.5


@probe(
    Vantage.SERVER,
    ticket=False,
    stranger=True,
    era=Era.LONGPOLLING,
    depth=Depth.FULL,
    seconds=BROWSER_WAITS,
    facts=(
        OUTCOME,
        SPOKEN_BY,
        PROCESS,
        HELD,
        flag("ended_by_odoo", "whether Odoo's own end of a poll ended it"),
        STATUS,
        MS,
        HELD_S,
        SPREAD_MS,
    ),
)
def look(line):
    """Return ``held_s``, when the answer came, and ``ended_by_odoo``, whether it was Odoo's."""
    channel = f"proxy_health_{token_hex(8)}"
    last = may_hold(line, peek(line, channel))
    facts = hold(line, channel, BROWSER_WAITS, last)
    if facts["held"] and line.overall.passed:
        raise OutOfTime
    held_s = round((facts.get("ms") or 0) / 1000, 1)
    return {
        **facts,
        "held_s": held_s,
        "spread_ms": facts.get("spread_ms"),
        "ended_by_odoo": facts["process"] == BUS and held_s >= ODOO_HOLDS - EARLY,
    }
