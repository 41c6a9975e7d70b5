"""The last checks of an address as a small picture."""

from html import escape

from ..proxycheck.words import CheckVerdict

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


def svg(checks):
    """Return the picture of at most `BARS` checks, newest first.

    Each is a bar: its height is the round trip, its colour the verdict, and its figures
    are a tooltip.
    """
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
