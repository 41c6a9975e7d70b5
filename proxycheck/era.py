"""Which era this Odoo is of, as observations tell: how its bus reaches a browser."""

from .series import era_of as era_of_series
from .series import read_version
from .words import Era, Vantage

#: What tells it: the ticket of the addon, or what anybody is answered.
TICKET = f"{Vantage.DIRECT}.odoo"
RECOGNISED = f"{Vantage.SERVER}.version"


def era_of(seen):
    """The `Era` that observations by key tell, or None where none does."""
    ticket, version = (_facts(seen, key) for key in (TICKET, RECOGNISED))
    told = read_version(ticket.get("version"))
    if told:
        return era_of_series(told[1])
    era = version.get("era")
    return Era(era) if era in list(Era) else None


def _facts(seen, key):
    observation = seen.get(key)
    return observation.facts if observation and observation.seen else {}
