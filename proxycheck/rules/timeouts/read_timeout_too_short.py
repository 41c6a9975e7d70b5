"""``proxy_read_timeout`` of the websocket is shorter than Odoo's silence between two pings."""

from ...habits import habits_of_version
from ...judge.actions import put
from ...judge.ladders import IdleTime
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.signs import GATEWAY_TIMEOUT
from ...proxies import is_nginx
from ...proxies.recognise import kind_of

#: Whenever an Odoo may ping (habits.py), an idle one of any series does after 45 s: 17 and
#: later look after 15, 30 and 45 s whether 40 s are over. So 45 s or less cuts every idle
#: user. Less than 5 s after the latest ping cuts some: Odoo may be busy.
PING_SEEN, ROOM, DEFAULT = 45, 5, 60
CUTS_ALL, SOUND = PING_SEEN + 0.9, 119.5
#: Two clocks and a busy server.
CLOCKS = 2
#: What Odoo's own documentation uses.
ADVICE = 720


def _seen_from_outside(idle_websocket, silent_websocket, server_version=NOTHING):
    """Return evidence by the second at which one of two websockets was closed."""
    seconds = _measured(idle_websocket)
    held = silent_websocket.number("held_s")
    if seconds is None and silent_websocket.flag("cut"):
        seconds = held
    if seconds is None or seconds > SOUND:
        return None
    habits = habits_of_version(server_version.text("version"))
    return evidence(
        severity_for(seconds, habits),
        idle_websocket=_lt("idle websocket lived %(lived)s s; pings at %(pings)s"),
        silent_websocket=_lt("silent websocket closed after %(held)s s"),
        values=_values(habits, seconds, idle_websocket, held, SOCKET),
    )


@rule(
    severity=[Severity.CRITICAL, Severity.WARNING, Severity.INFO],
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/websocket",
    title=_lt("nginx closes an idle websocket after %(seconds)s seconds"),
    in_order=_lt("No idle websocket is closed too early."),
    explanation=_lt(
        "An idle websocket lived %(lived)s s. %(quiet)s This Odoo sends a ping after"
        " %(silence)s s without traffic. A timeout of %(cuts_all)s s or less disconnects every"
        " idle user, and one of %(cuts_some)s s some of them. %(default)s s, nginx's default,"
        " leaves %(room)s s to spare. Odoo's documentation uses %(advice)s s."
    ),
    symptom=_lt(
        "“Real-time connection lost” appears again and again in tabs that are not used."
    ),
    actions=[put(f"proxy_read_timeout {ADVICE}s;")],
    concerns=[IdleTime.MEASURED],
    outside=_seen_from_outside,
)
def check(
    idle_websocket,
    hold_websocket,
    roundtrip,
    echo,
    direct_odoo=NOTHING,
    malformed=NOTHING,
):
    """Return evidence by the measured second; the severity follows from Odoo's ping."""
    # Long, for it needs six probes.
    if not roundtrip.flag("connected"):
        return None
    seconds = _measured(idle_websocket)
    if seconds is None and is_nginx(kind_of(echo, malformed)):
        seconds = _held(hold_websocket, idle_websocket)
    if seconds is None or seconds > SOUND:
        return None
    held = hold_websocket.number("held_s")
    habits = habits_of_version(direct_odoo.text("version"))
    return evidence(
        severity_for(seconds, habits),
        idle_websocket=_lt("idle websocket lived %(lived)s s; pings at %(pings)s"),
        hold_websocket=_lt("idle request ended after %(held)s s with HTTP %(status)s"),
        values={
            **_values(habits, seconds, idle_websocket, held, REQUEST),
            "status": hold_websocket.status,
        },
    )


def _values(habits, seconds, idle, held, quiet):
    return {
        **told(habits),
        "seconds": round(seconds),
        "pings": idle.get("pings_s"),
        "lived": idle.number("lived_s"),
        "quiet": Message(quiet, {"held": held}),
        "held": held,
    }


REQUEST = _lt(
    "A request to /websocket to which Odoo sent nothing was ended after %(held)s s."
)
SOCKET = _lt("A websocket on which nobody sent anything was closed after %(held)s s.")


def _measured(idle):
    """Seconds after which an idle websocket was cut before any ping; None if it was not."""
    if idle.flag("connected") and not idle.flag("held") and not idle.get("close_code"):
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


def severity_for(seconds, habits):
    """What this many seconds mean for idle users of an Odoo with these `Habits`."""
    if seconds <= CUTS_ALL:
        return Severity.CRITICAL
    return Severity.WARNING if seconds <= _enough(habits) - 0.5 else Severity.INFO


def told(habits):
    """The arithmetic as the text tells it."""
    return {
        "silence": habits.silence,
        "cuts_all": PING_SEEN,
        "cuts_some": f"{PING_SEEN + 1}–{_enough(habits) - 1}",
        "default": DEFAULT,
        "room": DEFAULT - max(habits.pings_after),
        "advice": ADVICE,
    }


def _enough(habits):
    return max(habits.pings_after) + ROOM
