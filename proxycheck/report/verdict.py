"""The one word for a whole check. ``healthy`` needs proof that real time works."""

from ..judge.facts import Facts
from ..judge.signs import holds_polls, works
from ..registry import probes
from ..words import PUBLIC, CheckVerdict, Realtime, Severity

#: How real time shows where nobody could send a notification.
SIGNS = {Realtime.OPENED: works, Realtime.HELD: holds_polls}


def verdict(failed, observations, muted=()):
    """Return the `CheckVerdict` of the failed findings."""
    public = [o for o in observations if reached(o)]
    if not public:
        return CheckVerdict.UNREACHABLE
    severities = {f.severity for f in failed if f.code not in muted}
    if Severity.CRITICAL in severities:
        return CheckVerdict.BROKEN
    if Severity.WARNING in severities:
        return CheckVerdict.DEGRADED
    # A well-meaning answer of somebody else's is no sign of health.
    first = [o.facts for o in public if (p := probes().get(o.probe)) and p.first]
    if not any(met_odoo(facts) or is_odoo(facts) for facts in first):
        return CheckVerdict.UNREACHABLE
    with_ticket = any(facts.get("proven") is not None for facts in first)
    proven = realtime_proven(observations, with_ticket)
    return CheckVerdict.HEALTHY if proven else CheckVerdict.UNKNOWN


def reached(observation):
    """Whether this observation shows that somebody answered at the public address."""
    return (
        observation.vantage in PUBLIC
        and observation.seen
        and observation.facts.get("outcome") == "answered"
    )


def realtime_proven(observations, with_ticket):
    """Whether real time was seen to work through the public address.

    With a ticket, or where somebody signed in and could send one, only a notification
    that arrived proves it: an open websocket may be another Odoo's. Else there is nothing
    better than every handshake opening, or, in an Odoo that is polled, every poll held.
    """
    shown = [
        (probes()[o.probe], Facts(o.facts))
        for o in observations
        if o.vantage in PUBLIC and o.seen and o.probe in probes()
    ]
    trips = [pair for pair in shown if pair[0].realtime is Realtime.DELIVERED]
    if with_ticket:
        return any(trip.flag("delivered") for probe, trip in trips if probe.ticket)
    for own in (trip for probe, trip in trips if probe.account):
        return own.flag("delivered")
    signs = ((SIGNS.get(one.realtime), facts) for one, facts in shown if one.realtime)
    return any(sign(facts) for sign, facts in signs if sign)


def met_odoo(facts):
    """Whether this Odoo proved itself; without a ticket, whether any Odoo spoke."""
    if facts.get("proven", False) is not None:
        return facts.get("proven") is True
    return str(facts.get("spoken_by")).startswith("odoo")


def is_odoo(version):
    """Whether an Odoo was recognised by what it answers to anybody."""
    return version.get("odoo") is True
