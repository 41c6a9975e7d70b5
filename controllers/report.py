"""Reports for programs: the newest of each address, and the schema they follow."""

import json
from functools import lru_cache
from pathlib import Path

from odoo.http import Controller, request, route

from ..proxycheck.errors import BadAddress
from ..proxycheck.target import Target
from . import door

SCHEMA = Path(__file__).parents[1] / "proxycheck" / "report" / "report.schema.json"


class Report(Controller):
    @route(**door.readers_route("/proxy_health/report"))
    @door.for_readers
    def report(self, target=None, **query):
        """Answer ``{"reports": […]}``: one of each watched address, or of ``?target=``."""
        try:
            address = Target(target).base_url if target else None
        except BadAddress as error:
            return door.problem(400, "This is no address", str(error))
        reports = request.env["proxy.health.target"]._newest_reports(address)
        if address and not reports:
            return door.problem(
                404, "There is no report", f"No check of {address} has ended yet."
            )
        return door.conditional(_json({"reports": reports}))

    @route(**door.readers_route(door.SCHEMA_PATH))
    def schema(self, **query):
        """Answer the JSON Schema of each report, the same for everybody."""
        answer = door.answer(
            _schema(), "application/schema+json", Cache_Control="public, max-age=3600"
        )
        return door.conditional(answer)


def _json(content):
    link = f'<{door.SCHEMA_PATH}>; rel="describedby"; type="application/schema+json"'
    return door.answer(json.dumps(content), "application/json", Link=link)


@lru_cache(maxsize=1)
def _schema():
    return SCHEMA.read_text(encoding="utf-8")
