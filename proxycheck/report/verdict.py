"""The one word for a whole check. ``healthy`` needs proof that real time works."""

from ..judge.facts import Facts
from ..judge.reading import holds_polls, works
from ..words import PUBLIC, CheckVerdict, Severity

#: The round trip of somebody who has signed in, where no ticket opens a channel.
ACCOUNT_TRIP = "account_roundtrip"


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
    echoes = [o.facts for o in public if o.probe == "echo"]
    recognised = [o.facts for o in public if o.probe == "version"]
    if not any(map(met_odoo, echoes)) and not any(map(is_odoo, recognised)):
        return CheckVerdict.UNREACHABLE
    with_ticket = any(facts.get("proven") is not None for facts in echoes)
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
    public = [o for o in observations if o.vantage in PUBLIC and o.seen]
    if with_ticket:
        trips = [Facts(o.facts) for o in public if o.probe == "roundtrip"]
        return any(trip.flag("delivered") for trip in trips)
    for own in (Facts(o.facts) for o in public if o.probe == ACCOUNT_TRIP):
        return own.flag("delivered")
    opened = (works(Facts(o.facts)) for o in public if o.probe == "handshake")
    held = (holds_polls(Facts(o.facts)) for o in public if o.probe == "poll")
    return any(opened) or any(held)


def met_odoo(facts):
    """Whether this Odoo proved itself; without a ticket, whether any Odoo spoke."""
    if facts.get("proven", False) is not None:
        return facts.get("proven") is True
    return str(facts.get("spoken_by")).startswith("odoo")


def is_odoo(version):
    """Whether an Odoo was recognised by what it answers to anybody."""
    return version.get("odoo") is True
