"""How long the block of ``/websocket/`` waits for a silent Odoo: its ``proxy_read_timeout``."""

from ..echo import answer_facts
from ..probe import probe
from ..words import Depth, Vantage

#: Just over nginx's 60 s default and the 100 s of large CDNs, within the
#: 130 s of a full check.
SECONDS = 118


@probe(Vantage.SERVER, depth=Depth.FULL, seconds=SECONDS)
def look(line):
    """Return ``held_s``: when the answer came; and whether it was Odoo's own (``held``)."""
    return hold(line, "/websocket/proxy_health/hold", SECONDS)


def hold(line, path, seconds):
    """Ask a route that sleeps; return the answer's facts with ``held`` and ``held_s``."""
    answer = line.ask(f"{path}?seconds={seconds}", seconds=seconds + 4.0)
    facts = answer_facts(answer)
    facts["asked_s"] = seconds
    facts["held"] = facts.get("status") == 200 and facts["spoken_by"] == "odoo_echo"
    facts["held_s"] = round((answer.get("ms") or 0) / 1000, 1)
    return facts
