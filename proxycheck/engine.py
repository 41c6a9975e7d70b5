"""What everybody else calls: ``look`` measures, ``judge`` decides without any I/O."""

from .judge.judging import judge
from .looking import Look
from .observation import latest
from .observing import observe
from .registry import browser_probes, probes, rules
from .words import Depth


def look(
    target,
    ticket=None,
    depth=Depth.QUICK,
    only=None,
    cancelled=lambda: False,
    direct=True,
    pages=False,
):
    """Yield `Observation`s as they come in; the later of two with one key counts.

    `only` is a set of ``vantage.probe`` keys to run (on-request probes run only
    when named there). `direct=False` leaves out Odoo's own ports, when this is
    not Odoo's machine; `pages` adds to a full look what is measured on request only.
    Ends early, closing its sockets, once `cancelled()`.
    """
    depth = Depth(depth)
    look_ = Look(target, ticket, depth, only, cancelled, direct, pages)
    try:
        yield from look_.run()
    finally:
        look_.close()


__all__ = ["browser_probes", "judge", "latest", "look", "observe", "probes", "rules"]
