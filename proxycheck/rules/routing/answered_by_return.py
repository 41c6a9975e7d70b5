"""The proxy answers by itself where it should pass the request: ``return``, ``root``, an empty block."""

from ...judge.ladders import Handshake, Site
from ...judge.reading import by_proxy, says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...nginx import WEBSOCKET_PROXY_PASS

#: Statuses that have rules of their own.
OTHERS = (401, 403, 413, 429, 500, 502, 503, 504)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="return",
    location="/websocket",
    title=_lt("The proxy answers /websocket by itself instead of passing it to Odoo"),
    in_order=_lt("The proxy does not answer /websocket by itself."),
    explanation=_lt(
        "The websocket handshake ended with %(seen)s, while pages of the same address come from"
        " Odoo. A “return”, a “rewrite … redirect” or a location without proxy_pass (files from a"
        " root) catches /websocket."
    ),
    symptom=_lt("Chat is silent and “Real-time connection lost” appears; pages work."),
    fix=WEBSOCKET_PROXY_PASS,
    concerns=[Site.NO_ANSWER_OF_ODOO, Handshake.REFUSED],
)
def check(
    echo,
    handshake,
    echo_web=NOTHING,
    echo_websocket=NOTHING,
    limits=NOTHING,
    browser_websocket=NOTHING,
):
    """Convict an answer to the handshake that Odoo did not write, where pages are Odoo's."""
    if (
        handshake.number("opened")
        or echo_websocket.proven
        or not (echo.proven or echo_web.proven)
    ):
        return None
    if handshake.text("outcome") == "closed":
        return evidence(
            handshake=f"websocket handshake → {says(handshake)}",
            values={"seen": says(handshake)},
        )
    refused = handshake.status in (429, 503) and limits.text("kind") == "always"
    # A browser's own socket may have used a limit up: then nothing is switched off.
    switched_off = refused and not browser_websocket.number("opened")
    if not by_proxy(handshake) or handshake.status in OTHERS and not switched_off:
        return None
    if _adds_a_slash(handshake) or handshake.flag("switched"):
        return None
    return evidence(
        handshake=f"websocket handshake → {says(handshake)}",
        values={"seen": says(handshake)},
    )


def _adds_a_slash(handshake):
    location = handshake.header("location").partition("?")[0]
    return handshake.status in (301, 302, 307, 308) and location.endswith("/websocket/")
