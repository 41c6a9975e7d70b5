"""One check as a benchmark makes it: through a proxy, in this process, with a count."""

import resource
import time

from proxycheck import engine
from proxycheck.target import Target, Ticket
from proxycheck.words import Depth


def ticket(lab):
    """A ticket of the lab's Odoo."""
    return Ticket.from_dict(lab.odoo.rpc("proxy.health.check", "issue_ticket"))


def look(lab, url, given=None, depth=Depth.QUICK, connect_to=""):
    """Return ``(observations, seconds)`` of a check with the engine."""
    given = given or ticket(lab)
    target = Target(url, connect_to=connect_to, ca_file=lab.ca_file)
    begin = time.monotonic()
    seen = list(engine.look(target, given, depth=depth))
    engine.judge(seen)
    return seen, time.monotonic() - begin


def memory_mib():
    """The most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
