"""What a quick check costs Odoo: requests, and HTTP workers busy at once."""

import time
from dataclasses import replace
from types import SimpleNamespace
from unittest import mock
from urllib.parse import urlsplit

from bench import Row
from bench._look import look, ticket
from bench._relay import relay
from bench._tap import tap

from lab.ports import LOOPBACK
from proxycheck.look.line import Line

REQUESTS, WORKERS, LONGEST_S = 40, 2, 1.0
#: Milliseconds of round trip between the check and the proxy.
WAYS = (0, 100)
#: Of each: what a worker takes differs, and a check reckons by what it saw.
CHECKS = 5


def measure(lab):
    """Yield a row for each way: requests of one check, the most at once, the longest."""
    look_through(lab, 0)  # Odoo's workers load their registry once
    for ms in WAYS:
        checks = [look_through(lab, ms / 1000) for _count in range(CHECKS)]
        sent = max(sent for sent, _spans in checks)
        busy = [most_at_once(spans) for _sent, spans in checks]
        longest = max(end - begin for _sent, spans in checks for begin, end in spans)
        seen = min(len(spans) for _sent, spans in checks)
        yield Row(
            f"what a quick check costs, {ms} ms of round trip",
            f"≤ {REQUESTS} requests, ≤ {WORKERS} workers, ≤ {LONGEST_S:.0f} s",
            f"{sent} requests, {seen} of them to HTTP workers,"
            f" {max(busy)} workers at once {busy}, longest {longest:.2f} s",
            seen and sent <= REQUESTS and max(busy) <= WORKERS and longest <= LONGEST_S,
        )


def look_through(lab, round_trip):
    """``(requests of all lines, spans of Odoo's HTTP workers)`` of one check."""
    port = urlsplit(lab.server.url).port
    with tap(port) as (tapped, spans):
        server = SimpleNamespace(
            url=f"http://{LOOPBACK}:{tapped}", gevent_url=lab.server.gevent_url
        )
        with lab.proxy("healthy", server=server) as nginx:
            given = ticket(lab)
            given = replace(given, odoo={**given.odoo, "http_port": tapped})
            with relay(nginx.port, round_trip) as far:
                near = f"{LOOPBACK}:{far}"
                sent = requests_of(lambda: look(lab, nginx.url, given, connect_to=near))
            time.sleep(0.2)  # the last answer's connection
    return sent, spans


def requests_of(run):
    """How many requests all lines of one check made, direct ones included."""
    lines, begin = [], Line.__init__

    def remembered(line, *arguments, **options):
        begin(line, *arguments, **options)
        lines.append(line)

    with mock.patch.object(Line, "__init__", remembered):
        run()
    return sum(line.requests for line in lines)


def most_at_once(spans):
    """The most of these spans that overlap at any moment."""
    steps = sorted([(b, 1) for b, _e in spans] + [(e, -1) for _b, e in spans])
    busy = most = 0
    for _moment, step in steps:
        busy += step
        most = max(most, busy)
    return most
