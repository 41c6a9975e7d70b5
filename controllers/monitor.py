"""What monitors poll: cheap, never starting a check, never for strangers."""

import time

from odoo.http import Controller, request, route

from ..proxycheck.address import clean_address
from ..proxycheck.errors import BadAddress
from ..proxycheck.report import monitor, nagios, prometheus
from . import door


class Monitor(Controller):
    @route(**door.readers_route("/proxy_health/status"))
    @door.for_readers
    def status(self, target=None, **query):
        """Answer one line: 200 while users are well, 503 if not, or if nobody knows.

        ``?target=`` chooses an address; ``?format=nagios`` adds exit word and perfdata.
        """
        samples, now = _samples(target), time.time()
        if target and not samples:
            return door.problem(404, "Nobody watches this address", target[:200])
        health, line = monitor.worst(samples, now)
        if query.get("format") == "nagios":
            line = nagios.line(samples, now)
        status = 503 if health in monitor.ALARMING else 200
        return door.answer(line + "\n", "text/plain; charset=utf-8", status)

    @route(**door.readers_route("/proxy_health/metrics"))
    @door.for_readers
    def metrics(self, **query):
        """Answer Prometheus' text for all watched addresses, always with 200."""
        text = prometheus.exposition(_samples(), time.time())
        return door.answer(text, prometheus.CONTENT_TYPE)


def _samples(target=None):
    samples = request.env["proxy.health.target"]._samples()
    if not target:
        return samples
    try:
        wanted = clean_address(target)
    except BadAddress:
        return []  # nobody watches what is no address
    return [one for one in samples if one.target == wanted]
