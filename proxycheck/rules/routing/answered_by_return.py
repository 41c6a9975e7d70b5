"""The proxy answers instead of forwarding the request: ``return``, ``root``, an empty block."""

from ...judge.actions import put, remove, replace
from ...judge.ladders import Handshake, Site
from ...judge.outside import pages_well, process_of
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy, nobody_behind
from ...nginx import FORWARDED, UPGRADE, WEBSOCKET_PASS
from ...words import BY_EVENTED, LIMITING, REDIRECTING

#: Statuses that have rules of their own.
OTHERS = (401, 403, 413, 429, 500, 502, 503, 504)
#: The block that redirects does so by a return or by a rewrite.
REDIRECTED = [
    remove("rewrite …;"),
    replace("return …;", WEBSOCKET_PASS),
    *map(put, (*UPGRADE, *FORWARDED)),
]


def _seen_from_outside(handshake, websocket_way, limits=NOTHING):
    """Return evidence for an answer that Odoo did not write to both kinds of request, where pages are Odoo's."""
    itself = websocket_way.part("itself")
    if handshake.number("opened") or not pages_well(websocket_way):
        return None
    if nobody_behind(handshake) or nobody_behind(itself):
        return None
    if handshake.status in LIMITING and websocket_way.flag("passed"):
        return None  # a limit that let one of many pass
    if itself.text("spoken_by") == "odoo" or process_of(websocket_way) == BY_EVENTED:
        return None
    return _by_the_proxy(handshake, limits, NOTHING)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/websocket",
    title=_lt(
        "The reverse proxy answers /websocket itself instead of forwarding it to Odoo"
    ),
    in_order=_lt("The reverse proxy does not answer /websocket itself."),
    explanation=_lt(
        "The websocket handshake ended with %(seen)s, while pages of the same address come"
        " from Odoo. A location block without proxy_pass matches /websocket: with a “return”,"
        " with a “rewrite … permanent”, or with files from a root. Or its proxy_pass names"
        " another web server."
    ),
    symptom=_lt(
        "Pages work. Chat messages arrive only after reloading, and Odoo shows “Real-time"
        " connection lost”."
    ),
    actions=[replace("return …;", WEBSOCKET_PASS), *map(put, (*UPGRADE, *FORWARDED))],
    concerns=[Site.NO_ANSWER_OF_ODOO, Handshake.REFUSED],
    outside=_seen_from_outside,
)
def check(
    echo,
    handshake,
    echo_web=NOTHING,
    echo_websocket=NOTHING,
    limits=NOTHING,
    browser_websocket=NOTHING,
):
    """Return evidence when Odoo did not answer the handshake, although pages are Odoo's."""
    # Long, for each answer that has another cause is told apart here.
    if (
        handshake.number("opened")
        or echo_websocket.proven
        or not (echo.proven or echo_web.proven)
    ):
        return None
    if nobody_behind(handshake) or nobody_behind(echo_websocket):
        return None
    return _by_the_proxy(handshake, limits, browser_websocket)


def _by_the_proxy(handshake, limits, browser_websocket):
    """Return evidence for what was answered, unless another rule is about such an answer."""
    if handshake.text("outcome") == "closed":
        return _answered(handshake)
    refused = handshake.status in LIMITING and limits.text("kind") == "always"
    # A browser's own socket may have used a limit up: then nothing is switched off.
    switched_off = refused and not browser_websocket.number("opened")
    if not by_proxy(handshake) or handshake.status in OTHERS and not switched_off:
        return None
    if _adds_a_slash(handshake) or handshake.flag("switched"):
        return None
    return _answered(handshake)


def _answered(handshake):
    redirected = handshake.status in REDIRECTING
    return evidence(
        actions=REDIRECTED if redirected else (),
        handshake=_lt("websocket handshake: %(seen)s"),
        values={"seen": says(handshake)},
    )


def _adds_a_slash(handshake):
    location = handshake.header("location").partition("?")[0]
    return handshake.status in REDIRECTING and location.endswith("/websocket/")
