"""One check as a benchmark makes it: through a proxy, in this process, with a count."""

import resource
import time

from proxycheck.check import check
from proxycheck.target import Target, Ticket
from proxycheck.words import Depth


def ticket(lab):
    """A ticket of the lab's Odoo."""
    return Ticket.from_dict(lab.odoo.rpc("proxy.health.check", "issue_ticket"))


def look(lab, url, given=None, depth=Depth.QUICK, connect_to=""):
    """Return the `Checked` of a check with the engine, and its seconds."""
    given = given or ticket(lab)
    target = Target(url, connect_to=connect_to, ca_file=lab.ca_file)
    begin = time.monotonic()
    return check(target, given, depth=depth), time.monotonic() - begin


def memory_mib():
    """The most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
