"""``proxy_read_timeout`` of the websocket is shorter than Odoo's silence between two pings."""

from ..rule import Layer, Severity, _lt, evidence, rule

#: Odoo 19 pings after 40 to 55 s of silence (bus/websocket.py: INACTIVITY_TIMEOUT
#: 40 s, looked at every 15 s); in practice at 45 s. So 45 s or less cuts every
#: idle user, up to 59 s some, and 60 s (nginx's default) leaves 5 s of room.
CUTS_ALL, CUTS_SOME, SOUND = 45.9, 59.5, 119.5
ADVICE = 720


@rule(
    needs=["idle_websocket", "hold_websocket", "roundtrip"],
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/websocket",
    title=_lt("A silent websocket is cut after %(seconds)s seconds"),
    explanation=_lt(
        "An idle websocket lived %(lived)s s, and a request to /websocket on which Odoo stayed"
        " silent was ended after %(held)s s. Odoo sends a ping after 40 to 55 s of silence. A"
        " timeout of 45 s or less cuts every idle user, one of 46 to 59 s cuts some, 60 s (nginx's"
        " default) leaves 5 s to spare. 720 s is what Odoo's own documentation uses."
    ),
    symptom=_lt(
        "“Real-time connection lost” flashes up again and again in tabs where nobody types."
    ),
    fix="proxy_read_timeout 720s;",
    explains=["websocket_lifetimes_peak"],
)
def check(idle, hold, roundtrip):
    """Convict by the measured second; the severity follows from Odoo's ping."""
    if not roundtrip.flag("opened"):
        return None
    seconds = _measured(idle, hold)
    if seconds is None or seconds > SOUND:
        return None
    lived, held = idle.number("lived_s"), hold.number("held_s")
    return evidence(
        severity_for(seconds),
        idle_websocket=f"idle websocket lived {lived} s; pings at {idle.get('pings_s')}",
        hold_websocket=f"silent request ended after {held} s with HTTP {hold.status}",
        values={"seconds": round(seconds), "lived": lived, "held": held},
    )


def _measured(idle, hold):
    """Seconds of silence after which the block hangs up; None when it does not."""
    if idle.flag("opened") and not idle.flag("held") and not idle.get("close_code"):
        lived = idle.number("lived_s")
        pings = idle.get("pings_s")
        if lived is not None and not pings:
            return lived
    if hold.flag("held") or hold.status not in (502, 504):
        return None
    return hold.number("held_s")


def severity_for(seconds):
    """What this many seconds mean for users whose Odoo pings after 45."""
    if seconds <= CUTS_ALL:
        return Severity.CRITICAL
    return Severity.WARNING if seconds <= CUTS_SOME else Severity.INFO
