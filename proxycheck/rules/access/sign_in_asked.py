"""A sign-in gateway stands in front of Odoo: oauth2-proxy, Authelia, ``auth_request``."""

from ...judge.actions import add, put
from ...judge.ladders import Handshake, Password, Poll, Refusal, Site
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import asked_from, says
from ...judge.signs import by_gateway, never_opened

EVERYWHERE = _lt(
    "So this check saw nothing of Odoo, and it cannot say whether the websocket works. That"
    " is no mistake if the gateway is wanted. To let the check through, exempt the address of"
    " the machine that checks, %(asked_from)s, wherever the gateway is asked."
)
WEBSOCKET_ONLY = _lt(
    "From here, pages do not ask the gateway. So users are not signed in with it, and no"
    " browser can open the websocket. Odoo's own login protects it: /websocket needs no"
    " gateway. If pages are only open to the machine that checks, %(asked_from)s, let it"
    " through at /websocket as well."
)


@rule(
    severity=[Severity.INFO, Severity.CRITICAL],
    layer=Layer.NGINX,
    directive="auth_request",
    title=_lt("A sign-in gateway stands in front of %(where)s"),
    in_order=_lt("No sign-in gateway stands in front of Odoo."),
    explanation=_lt(
        "A request to %(where)s was not forwarded to Odoo: %(seen)s%(leads)s. %(meaning)s nginx"
        " asks a gateway by auth_request, Caddy by forward_auth, Traefik by forwardAuth."
    ),
    symptom=_lt(
        "Users who have signed in with the gateway notice nothing. Whoever cannot sign in"
        " there is stopped: this check, API clients, callbacks of payment providers."
    ),
    actions=[
        put("satisfy any;", "location /"),
        add("allow %(asked_from)s;", "location /"),
        add("deny all;", "location /"),
    ],
    of_anybody=True,
    concerns=[
        Site.AT_THE_DOOR,
        Handshake.AT_THE_DOOR,
        Poll.AT_THE_DOOR,
        Password.ASKED,
        Refusal.ONLY_THE_SERVER,
    ],
)
def check(echo, handshake=NOTHING, browser_websocket=NOTHING):
    """Return evidence of a gateway's answer; critical where it guards the websocket alone."""
    if by_gateway(echo):
        return evidence(echo=SEEN, values=_values("/", echo, echo, EVERYWHERE))
    if not by_gateway(handshake) or not never_opened(handshake):
        return None
    if browser_websocket.number("opened"):
        return None  # browsers are signed in: another site of the same domain did it
    return evidence(
        Severity.CRITICAL,
        location="/websocket",
        actions=[put("auth_request off;")],
        handshake=SEEN,
        values=_values("/websocket", handshake, echo, WEBSOCKET_ONLY),
    )


SEEN = _lt("%(where)s: %(seen)s%(leads)s")
LEADS = _lt(", which leads to %(to)s")


def _values(where, facts, echo, meaning):
    own = asked_from(echo)
    to = facts.header("location")
    return {
        "where": where,
        "seen": says(facts),
        "leads": Message(LEADS, {"to": to}) if to else "",
        "meaning": Message(meaning, {"asked_from": own}),
        "asked_from": own,
    }
