"""The lines of one check: from each vantage one for what is quick and one for what holds."""

from ..wire.clock import Deadline
from ..words import Depth, Vantage
from .leave import Leave
from .line import Line

#: 12 s is the budget of a quick check against the worst peer; the last second
#: is for judging and storing. A full one holds 118 s and has 130.
SECONDS = {Depth.QUICK: 11.0, Depth.FULL: 127.0}
#: Odoo kills what runs for longer than the ticket says (120 s by default); this is left
#: for judging and storing, and no limit is so low that a quick check has no time.
SPARE, MINIMUM = 10.0, SECONDS[Depth.QUICK]
#: What the direct line asks at the port for real time.
REALTIME_PREFIXES = ("/websocket", "/longpolling")


class Lines:
    """The lines to one target; all of them share what they know of who is this Odoo."""

    def __init__(self, target, ticket, depth, direct, account=None, odoo=None):
        """`direct`: whether this machine runs Odoo, so that its own ports are asked.

        `odoo` are Odoo's settings; the ticket's, if there is one, say more.
        """
        self._target, self._ticket, self._account = target, ticket, account
        self._odoo = (ticket.odoo if ticket else odoo) or {}
        self._leave = Leave(ticket)
        self._direct = bool(direct and self._odoo)
        depths = [one for one in Depth if one in (Depth.QUICK, depth)]
        self._by_depth = {one: self._to_target(one) for one in depths}
        # Where redirects are followed from, also when they are looked at again.
        self._asked = dict(self._by_depth[Depth.QUICK])
        #: When the check's time is up (`time.monotonic`).
        self.end = self._by_depth[depth][Vantage.SERVER].overall.at

    def _to_target(self, depth):
        overall = Deadline(seconds(depth, self._ticket))
        given = (self._target, self._ticket, overall)
        lines = {Vantage.SERVER: public_line(Vantage.SERVER, *given)}
        if self._direct:
            lines[Vantage.DIRECT] = direct_line(*given, self._odoo)
        surest = lines.get(Vantage.DIRECT) or lines[Vantage.SERVER]
        for line in lines.values():
            line.surest, line.leave = surest, self._leave
            line.account, line.odoo = self._account, self._odoo
            line.proxy = self._target.proxy
            line.workers.places = surest.workers.places
        return lines

    def has(self, vantage, depth):
        """Whether this check looks from there, and so deep."""
        return depth in self._by_depth and vantage in self._asked

    def of(self, vantage, probe):
        """The line on which a probe looks."""
        by_depth = self._by_depth
        lines = by_depth.get(probe.depth, by_depth[Depth.QUICK])
        return (self._asked if probe.first else lines)[vantage]

    def follow(self, address):
        """Measure where people end up: at ``(scheme, host, port)``, if that is elsewhere."""
        for lines in self._by_depth.values():
            line = lines[Vantage.SERVER]
            if address and address != (line.scheme, line.host, line.port):
                lines[Vantage.SERVER] = moved = line.moved(address)
                moved.workers.places = line.workers.places
                moved.surest = moved if line.surest is line else line.surest

    def hang_up(self):
        """Close all connections, and open no more."""
        for lines in (self._asked, *self._by_depth.values()):
            for line in lines.values():
                line.hang_up()


def seconds(depth, ticket):
    """The time of a check of this depth: Odoo kills whatever runs longer than its limit."""
    limit = (ticket.odoo if ticket else {}).get("limit_time_real")
    if not isinstance(limit, (int, float)) or limit <= 0:
        return SECONDS[depth]
    return min(SECONDS[depth], max(limit - SPARE, MINIMUM))


def public_line(vantage, target, ticket, overall):
    """The line through the proxy."""
    where = target.dial()
    return Line(
        vantage,
        target.parts,
        lambda _path: where,
        ticket,
        overall,
        target.ca_file,
        target.verify,
    )


def direct_line(target, ticket, overall, odoo):
    """The line to Odoo's own ports, with the public name as ``Host`` (dbfilter reads it)."""
    interface = odoo.get("http_interface") or ""
    host = "127.0.0.1" if interface in ("", "0.0.0.0", "::") else interface
    http_port = odoo.get("http_port") or 8069
    realtime = odoo.get("gevent_port") if odoo.get("workers") else http_port

    def where(path):
        return host, realtime if path.startswith(REALTIME_PREFIXES) else http_port

    _scheme, name, port = target.parts
    return Line(Vantage.DIRECT, ("http", name, port), where, ticket, overall)
