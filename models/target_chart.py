import base64
from html import escape

from odoo import api, fields, models

from ..proxycheck.words import CheckVerdict
from ..tools.words import DONE

# One bar a check, the newest on the right: two days of hourly checks.
BARS, STEP, HEIGHT = 48, 10, 60
# A bar without a round trip still shows its verdict; so does one of a millisecond.
STUB = 4
# Bootstrap's success, warning, danger and info, by which the lists show the same
# verdicts; grey for an address that could not be looked at.
COLOURS = {
    CheckVerdict.HEALTHY: "#28a745",
    CheckVerdict.DEGRADED: "#e99d00",
    CheckVerdict.BROKEN: "#d44c59",
    CheckVerdict.UNKNOWN: "#17a2b8",
    CheckVerdict.UNREACHABLE: "#6c757d",
}


class ProxyHealthTarget(models.Model):
    """The last checks of an address as a small picture."""

    _inherit = "proxy.health.target"

    chart = fields.Binary(
        compute="_compute_chart",
        help="The last checks: height is the bus's round trip, colour the verdict.",
    )

    @api.depends("check_ids.state", "check_ids.verdict", "check_ids.latency_ms")
    def _compute_chart(self):
        checks = self.env["proxy.health.check"]
        for target in self:
            # A form that is being filled in has no id yet that a search could take.
            domain = [("target_id", "=", target._origin.id), ("state", "=", DONE)]
            last = checks.search(domain, limit=BARS)
            target.chart = base64.b64encode(_svg(last).encode()) if last else False

    def action_open_history(self):
        """Open round trips and verdicts of this address over time."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "proxy_health.proxy_health_check_action_history"
        )
        return {**action, "domain": [("target_id", "=", self.id), ("state", "=", DONE)]}


def _svg(checks):
    """Return the picture of these checks, each bar with its figures as a tooltip."""
    highest = max(checks.mapped("latency_ms")) or 1.0
    bars = "".join(_bar(place, check, highest) for place, check in enumerate(checks))
    size = f'width="{BARS * STEP}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{bars}</svg>'


def _bar(place, check, highest):
    height = STUB + (HEIGHT - STUB) * check.latency_ms / highest
    x = (BARS - place - 1) * STEP
    tip = escape(f"{check.started_at:%Y-%m-%d %H:%M} UTC: {check.latency_ms:.1f} ms")
    return (
        f'<rect x="{x}" y="{HEIGHT - height:.1f}" width="{STEP - 2}" '
        f'height="{height:.1f}" fill="{COLOURS[check.verdict]}">'
        f"<title>{tip}</title></rect>"
    )
