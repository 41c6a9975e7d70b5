"""Which of ``Upgrade`` and ``Connection`` survive under ``/``: tells blocks apart."""

from ..probe import probe
from ..words import Vantage
from .echo_upgrade import upgrade_echo


@probe(Vantage.SERVER)
def look(line):
    """Return echo facts of an upgrade request under ``/``."""
    return upgrade_echo(line, "")
