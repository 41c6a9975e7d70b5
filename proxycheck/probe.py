"""Declaring probes: one file each under ``probes/``, named for what it looks at."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import BadDeclaration
from .fact import checked
from .words import Depth, Era, Realtime, Vantage


@dataclass(frozen=True)
class Probe:
    """A measurement: where it may look from, how deep, and the function that looks.

    `look(line)` returns facts, a JSON object. `first` probes run before the
    others of their line, which are skipped when nobody answers at all.
    `told=True` marks one that asks nobody, so that nothing keeps it from seeing.
    `of_proxy=True` marks one that a proxy answers itself, also where nobody behind it does.
    `last` probes explain refusals and run after the others, only if there were any:
    `explains` tells by an observation, and is about limits where it is not given. Where
    there was nothing to explain, the facts are those of `otherwise`.
    `repeat=False` marks one whose second run would tell nothing new. `seconds`
    tells how long one waits on purpose, for whoever shows progress. `facts` are
    all that it returns (see ``fact``); what is not declared is dropped.
    `ticket=False` marks one that needs no ticket.
    `proves` marks one whose answer can prove that this Odoo answers at its vantage,
    `clears_if_proven` one that clears nobody when it did not. `stranger` marks one
    that looks only where there is no ticket, which tells the same. `era` marks one of
    real time as only Odoos of that era have it: others are not asked. `account` marks
    one that looks only where somebody has signed in. `realtime` is what its answer shows
    of real time, from whichever vantage.
    """

    name: str
    vantages: tuple
    look: object
    depth: Depth = Depth.QUICK
    first: bool = False
    ticket: bool = True
    told: bool = False
    of_proxy: bool = False
    on_request: bool = False
    last: bool = False
    explains: Callable | None = None
    otherwise: dict = field(default_factory=dict)
    repeat: bool = True
    seconds: float = 0.0
    facts: tuple = ()
    proves: bool = False
    clears_if_proven: bool = False
    stranger: bool = False
    era: Era | None = None
    account: bool = False
    realtime: Realtime | None = None

    def __post_init__(self):
        object.__setattr__(self, "facts", checked(self.facts))


def probe(*vantages, **options):
    """Declare the decorated ``look(line)`` as the probe that its module is named for."""
    if not vantages or not all(isinstance(v, Vantage) for v in vantages):
        raise BadDeclaration("A probe must say from which vantages it looks.")

    def declare(look):
        return Probe(look.__module__.rpartition(".")[2], vantages, look, **options)

    return declare


@dataclass(frozen=True)
class BrowserProbe:
    """A measurement that only a browser can make; `params` travel to it as JSON.

    `seconds` is its patience: then the browser gives up. `anywhere` marks one that
    tells something even where the page is open at another address than is checked;
    `last` one that measures time and waits until the others are done. `facts` are
    all that it returns.
    """

    name: str
    params: dict
    depth: Depth = Depth.QUICK
    seconds: float = 10.0
    anywhere: bool = False
    last: bool = False
    facts: tuple = ()
    vantages: tuple = (Vantage.BROWSER,)

    def __post_init__(self):
        object.__setattr__(self, "facts", checked(self.facts))
