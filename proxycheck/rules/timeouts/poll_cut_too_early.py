"""``proxy_read_timeout`` of ``/longpolling`` is shorter than Odoo holds a poll."""

from ...judge.actions import put
from ...judge.ladders import Poll
from ...judge.reasons import FULL_ONLY
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import GATEWAY_TIMEOUT, polled

#: Odoo holds a poll without news for 50 s (TIMEOUT in addons/bus/models/bus.py); after an
#: error a browser waits 10 s and up to 20 s more (ERROR_RETRY_DELAY in longpolling_bus.js).
HELD, PAUSE = 50, "11 to 30"
#: What Odoo's own documentation uses.
ADVICE = 720


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="proxy_read_timeout",
    location="/longpolling",
    title=_lt("nginx ends a poll after %(seconds)s seconds"),
    in_order=_lt("No poll ends before Odoo answers it."),
    explanation=_lt(
        "A poll without news ended after %(seconds)s s: %(seen)s. Odoo holds a poll for"
        " %(held)s s and then answers. With a shorter proxy_read_timeout every poll without"
        " news becomes an error, and after an error a browser waits %(pause)s s before it"
        " polls again. Odoo's documentation uses %(advice)s s. nginx's default of %(default)s"
        " s is enough."
    ),
    symptom=_lt("After a time without messages, notifications arrive late."),
    actions=[put("proxy_read_timeout %(advice)ss;")],
    of_anybody=True,
    concerns=[Poll.CUT],
)
def check(server_poll, server_version, server_poll_held=NOTHING):
    """Return evidence by the measured second, where polls reach the right process.

    A quick check holds polls for a second, which shows a timeout that is shorter still.
    """
    # Long, for it names all values of one finding.
    if not polled(server_version) or not server_poll.number("opened"):
        return None
    holds = [server_poll_held, *server_poll.rows("holds")]
    cut = next(filter(_is_cut, holds), None)
    if not cut:
        return None if server_poll_held else Message(FULL_ONLY)
    lasted = _seconds(cut)
    return evidence(
        server_poll=_lt(
            "a poll that need not wait: answered by Odoo at once; one without news: %(seen)s"
            " after %(lasted)s s"
        ),
        values={
            "seconds": round(lasted) or lasted,
            "lasted": lasted,
            "seen": says(cut),
            "held": HELD,
            "pause": PAUSE,
            "advice": ADVICE,
            "default": 60,
        },
    )


def _is_cut(poll):
    """Whether somebody on the way ended a poll before Odoo does."""
    ended = poll.status == GATEWAY_TIMEOUT or poll.text("outcome") == "closed"
    return ended and poll.number("ms") is not None and _seconds(poll) < HELD


def _seconds(poll):
    return round(poll.number("ms") / 1000, 1)
