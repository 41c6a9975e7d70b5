"""Of which request headers the echo tells the value: those that a rule reads.

A proxy may add an origin secret, a person's token or a signed assertion. Of every
header that is not named here only its name and the length of its value are told, kept
and shown. The addon's echo and whatever reads an echo use this one list.
"""

#: A rule may ask `Facts.received` for these, and for no other.
READ = frozenset(
    {
        "host",
        "connection",
        "upgrade",
        "content-length",
        "cookie",  # the echo tells the names of cookies and the lengths of their values
        "forwarded",
        "x-amzn-trace-id",  # not a rule: its “Root=” is the mark of a load balancer
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-proto",
        "x-real-ip",
    }
)
MAX_VALUE = 512


def shown(name, value):
    """Return a header's value where a rule reads it, else its length (an int)."""
    if name.lower() in READ:
        return str(value)[:MAX_VALUE]
    if isinstance(value, int) and not isinstance(value, bool):
        return value  # a length already
    return len(str(value))


def shown_pairs(pairs, most=60):
    """Return ``{lower-case name: value or length}`` of an echo's list of pairs."""
    if not isinstance(pairs, list):
        return {}
    return {
        str(pair[0]).lower(): shown(str(pair[0]), pair[1])
        for pair in pairs[:most]
        if isinstance(pair, list) and len(pair) == 2
    }
