"""What Odoo tells who has signed in: the address that it takes for its own."""

from ..fact import text
from ..probe import probe
from ..vocabulary import LOCATION, OUTCOME, VERSION, WEB_BASE_URL
from ..words import Vantage


@probe(
    Vantage.SERVER,
    ticket=False,
    account=True,
    repeat=False,
    facts=(
        OUTCOME,
        text("asked", "the address at which somebody signed in"),
        VERSION,
        WEB_BASE_URL,
        LOCATION,
    ),
)
def look(line):
    """Return what Odoo said at the sign-in; ``asked`` is where that was."""
    session = line.account
    return {
        "outcome": "answered",
        "asked": list(session.address),
        "version": str(session.info.get("server_version") or ""),
        "web_base_url": str(session.info.get("web.base.url") or ""),
        "location": session.location,
    }
