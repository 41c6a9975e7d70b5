"""Whether an answer with large headers gets through the proxy's buffer."""

from ..echo import ECHO, echo_facts, echo_path
from ..fact import flag, number
from ..probe import probe
from ..words import Vantage

#: nginx's default proxy_buffer_size is one memory page, 4 kB; 3000 bytes and
#: Odoo's other headers (some 600) stay below it, a smaller buffer does not hold them.
HEADER_BYTES = 3000


#: Without a ticket: Odoo's “/” leads to its pages and repeats the query in “Location”, unless
#: there is a website (addons/web: Home.index). It writes each of these characters as three, so
#: the answer's headers are larger than the request: 1800 bytes and 600 others do not fit into
#: 2 kB. A cache keeps the request's address in the same buffer, and both fit into 4 kB.
REPEATED, PAD, TIMES = "/?proxy_health_pad=", "|", 600
WRITTEN = "%7C" * 100
#: Once the answers differ: of an upstream of two that take turns, each gets both.
ORDER = (TIMES, 1, 1, TIMES)


@probe(
    Vantage.SERVER,
    ticket=False,
    facts=(
        *ECHO,
        number("header_bytes", "the length of the headers"),
        number("short_status", "the status with short headers", "HTTP status"),
        flag("repeated", "whether the long headers arrived"),
        flag("steady", "whether each was answered alike each time"),
    ),
)
def look(line):
    """Return echo facts of an answer with ``header_bytes`` of headers.

    Without a ticket ``repeated`` says that those headers arrived, ``short_status`` is the
    same answer's with short ones, and ``steady`` that each was answered alike each time.
    """
    if line.ticket:
        answer = line.ask(echo_path(header_bytes=HEADER_BYTES))
        return {**echo_facts(answer, line.ticket), "header_bytes": HEADER_BYTES}
    short, long, steady = _repeated(line)
    return {
        **echo_facts(long, None),
        "header_bytes": 3 * TIMES,
        "short_status": short.get("status"),
        "steady": steady,
        "repeated": WRITTEN in long.get("headers", {}).get("location", ""),
    }


def _repeated(line):
    """``(short answer, long answer, steady)`` of redirects that repeat their query."""
    paths = {size: REPEATED + PAD * size for size in (1, TIMES)}
    short, long = (line.ask(path) for path in paths.values())
    told = {1: {short.get("status")}, TIMES: {long.get("status")}}
    if told[1] != told[TIMES]:
        again = line.ask_in_a_row([paths[size] for size in ORDER])
        for size, answer in zip(ORDER, again, strict=False):
            told[size].add(answer.get("status"))
    return short, long, all(len(statuses) == 1 for statuses in told.values())
