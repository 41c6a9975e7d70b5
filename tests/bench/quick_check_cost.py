"""What a quick check costs Odoo: requests, and HTTP workers busy at once."""

import datetime
import re
import time
from unittest import mock

from bench import Row
from bench._look import look, ticket

from lab.folders import LOGS
from proxycheck.line import Line

REQUESTS, WORKERS, LONGEST_S = 40, 2, 1.0
#: A worker writes its line some milliseconds after the client has its answer and asks
#: the next one.
CLEARING_S = 0.02
#: An HTTP worker's access line: when it ended, and at its end the seconds of SQL and
#: of everything else. The evented process logs as `longpolling`.
SERVED = re.compile(r"^(\S+ \S+) .* werkzeug: .* ([\d.]+) ([\d.]+)\s*$")


def measure(lab):
    """Return the requests of one check, the most at once, and the longest."""
    log = LOGS / "odoo.log"
    with lab.proxy("healthy") as nginx:
        given = ticket(lab)
        look(lab, nginx.url, given)
        time.sleep(0.5)  # Odoo's log lines of the last answers
        size = log.stat().st_size
        sent = requests_of(lambda: look(lab, nginx.url, given))
        time.sleep(0.5)
    lines = log.read_bytes()[size:].decode(errors="replace").splitlines()
    spans = [span(match) for match in map(SERVED.match, lines) if match]
    longest = max((end - begin for begin, end in spans), default=0.0) + CLEARING_S
    busy = most_at_once(spans)
    return Row(
        "what a quick check costs",
        f"≤ {REQUESTS} requests, ≤ {WORKERS} workers, ≤ {LONGEST_S:.0f} s",
        f"{sent} requests, {busy} workers at once, longest {longest:.2f} s",
        sent <= REQUESTS and busy <= WORKERS and longest <= LONGEST_S,
    )


def requests_of(run):
    """How many requests all lines of one check made, direct ones included."""
    lines, begin = [], Line.__init__

    def remembered(line, *arguments, **options):
        begin(line, *arguments, **options)
        lines.append(line)

    with mock.patch.object(Line, "__init__", remembered):
        run()
    return sum(line.requests for line in lines)


def span(match):
    """When a worker began and ended one request, in seconds."""
    end = datetime.datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S,%f").timestamp()
    return end - float(match[2]) - float(match[3]), end - CLEARING_S


def most_at_once(spans):
    """The most of these spans that overlap at any moment."""
    spans = [(begin, end) for begin, end in spans if begin < end]
    steps = sorted([(b, 1) for b, _e in spans] + [(e, -1) for _b, e in spans])
    busy = most = 0
    for _moment, step in steps:
        busy += step
        most = max(most, busy)
    return most
