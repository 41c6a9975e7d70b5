"""How long a poll is held: to its end, when Odoo answers, or until somebody cuts it."""

from secrets import token_hex

from ..look.line import OutOfTime
from ..probe import probe
from ..sharing import flags, numbers, words
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
    shares=(
        *words("outcome spoken_by process"),
        *flags("held ended"),
        *numbers("status ms held_s spread_ms"),
    ),
)
def look(line):
    """Return when the answer came (``held_s``) and whether Odoo's own ended it (``ended``)."""
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
        "ended": facts["process"] == BUS and held_s >= ODOO_HOLDS - EARLY,
    }
