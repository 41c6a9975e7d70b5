"""nginx refuses connections beyond a few at once: ``limit_conn``."""

from ...judge.ladders import Handshake
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="limit_conn",
    title=_lt("nginx limits connections below what an office needs"),
    in_order=_lt("No limit on simultaneous connections is in the way."),
    explanation=_lt(
        "With others open (websockets of this check: %(beside)s), the next connection from the"
        " same address was refused with %(status)s; one after the other they pass. Every user keeps a websocket open, and all"
        " users of an office or a mobile network share one address."
    ),
    symptom=_lt(
        "Real time works for the first person of an office and fails for the others."
    ),
    fix="limit_conn addr 500;",
    of_anybody=True,
    concerns=[Handshake.REFUSED],
)
def check(limits):
    """Convict refusals that come only while another socket is open."""
    if not limits.flag("limited") or limits.text("kind") != "at_once":
        return None
    return evidence(
        location=limits.text("location"),
        limits=f"{limits.text('location')}: HTTP {limits.status} while others are open"
        f" ({limits.get('beside', '?')}), HTTP {limits.get('after_pause')} alone",
        values={"status": limits.status, "beside": limits.get("beside", "?")},
    )
