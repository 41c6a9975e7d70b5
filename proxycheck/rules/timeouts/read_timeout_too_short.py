"""``proxy_read_timeout`` of the websocket is shorter than Odoo's silence between two pings."""

from ...judge.actions import put
from ...judge.ladders import IdleTime
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.signs import GATEWAY_TIMEOUT
from ...proxies import is_nginx
from ...proxies.recognise import kind_of

#: Odoo 19 pings after 40 to 55 s of silence (bus/websocket.py: INACTIVITY_TIMEOUT
#: 40 s, looked at every 15 s); in practice at 45 s. So 45 s or less cuts every
#: idle user, up to 59 s some, and 60 s (nginx's default) leaves 5 s of room.
PING_EARLIEST, PING_LATEST, PING_SEEN, DEFAULT = 40, 55, 45, 60
CUTS_ALL, CUTS_SOME, SOUND = PING_SEEN + 0.9, DEFAULT - 0.5, 119.5
#: Two clocks and a busy server.
CLOCKS = 2
#: What Odoo's own documentation uses.
ADVICE = 720
#: The arithmetic as the text tells it.
TOLD = {
    "earliest": PING_EARLIEST,
    "latest": PING_LATEST,
    "cuts_all": PING_SEEN,
    "cuts_some": f"{PING_SEEN + 1}–{DEFAULT - 1}",
    "default": DEFAULT,
    "room": DEFAULT - PING_LATEST,
    "advice": ADVICE,
}


@rule(
    severity=[Severity.CRITICAL, Severity.WARNING, Severity.INFO],
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/websocket",
    title=_lt("nginx closes an idle websocket after %(seconds)s seconds"),
    in_order=_lt("No idle websocket is closed too early."),
    explanation=_lt(
        "An idle websocket lived %(lived)s s. A request to /websocket to which Odoo sent"
        " nothing was ended after %(held)s s. Odoo sends a ping after %(earliest)s to"
        " %(latest)s s without traffic. A timeout of %(cuts_all)s s or less disconnects every"
        " idle user, and one of %(cuts_some)s s some of them. %(default)s s, nginx's default,"
        " leaves %(room)s s to spare. Odoo's documentation uses %(advice)s s."
    ),
    symptom=_lt(
        "“Real-time connection lost” appears again and again in tabs that are not used."
    ),
    actions=[put(f"proxy_read_timeout {ADVICE}s;")],
    concerns=[IdleTime.MEASURED],
)
def check(idle_websocket, hold_websocket, roundtrip, echo, malformed=NOTHING):
    """Return evidence by the measured second; the severity follows from Odoo's ping."""
    if not roundtrip.flag("opened"):
        return None
    seconds = _measured(idle_websocket)
    if seconds is None and is_nginx(kind_of(echo, malformed)):
        seconds = _held(hold_websocket, idle_websocket)
    if seconds is None or seconds > SOUND:
        return None
    lived, held = idle_websocket.number("lived_s"), hold_websocket.number("held_s")
    return evidence(
        severity_for(seconds),
        idle_websocket=_lt("idle websocket lived %(lived)s s; pings at %(pings)s"),
        hold_websocket=_lt("idle request ended after %(held)s s with HTTP %(status)s"),
        values={
            **TOLD,
            "seconds": round(seconds),
            "pings": idle_websocket.get("pings_s"),
            "status": hold_websocket.status,
            "lived": lived,
            "held": held,
        },
    )


def _measured(idle):
    """Seconds after which an idle websocket was cut before any ping; None if it was not."""
    if idle.flag("opened") and not idle.flag("held") and not idle.get("close_code"):
        return None if idle.get("pings_s") else idle.number("lived_s")
    return None


def _held(hold, idle):
    """Seconds after which nginx ended a silent request to the block; None if it did not.

    In nginx one timeout holds for requests and websockets. Elsewhere (HAProxy's “timeout
    tunnel”, Envoy's route timeout, Apache) a request's is not the websocket's, so only
    a websocket tells about websockets. The same is true of a websocket that was seen to
    outlive in silence what ended the request.
    """
    if hold.flag("held") or hold.status != GATEWAY_TIMEOUT:
        return None
    seconds = hold.number("held_s")
    silent = _silences(idle)
    return None if seconds is None or silent > seconds + CLOCKS else seconds


def _silences(idle):
    """The longest time in seconds for which an idle websocket heard nothing and lived."""
    heard = [0.0, *(idle.get("pings_s") or [])]
    return max((b - a for a, b in zip(heard, heard[1:], strict=False)), default=0.0)


def severity_for(seconds):
    """What this many seconds mean for users whose Odoo pings after 45."""
    if seconds <= CUTS_ALL:
        return Severity.CRITICAL
    return Severity.WARNING if seconds <= CUTS_SOME else Severity.INFO
