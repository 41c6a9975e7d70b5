"""What facts are a sign of: whether a websocket opened, whether a proxy wrote an answer."""

from ..proxies import asks_to_sign_in, dead_statuses
from ..words import Era

#: With this status a proxy says that Odoo did not answer in time.
GATEWAY_TIMEOUT = 504
#: Headers of the request itself, of the client and of Odoo's echo: they differ
#: between two requests although one block passed both.
OWN = {
    "x-proxy-health-token",
    "x-odoo-database",
    "cookie",
    "content-length",
    "content-type",
    "sec-websocket-key",
    "sec-websocket-version",
    "origin",
    "accept",
    "user-agent",
    "referer",
    "accept-encoding",
    "accept-language",
    "x-request-id",
    "traceparent",
    "cf-ray",
}


def works(handshake):
    """Whether every try of the handshake opened a websocket."""
    tries = handshake.rows("tries")
    return bool(tries) and handshake.number("opened") == len(tries)


def never_opened(handshake):
    """Whether no try opened one."""
    return handshake.number("opened") == 0


def polled(version):
    """Whether browsers poll this Odoo (up to 15), as it says itself."""
    return version.text("era") == Era.LONGPOLLING


def holds_polls(poll):
    """Whether every poll was answered by what holds polls, and every held one stayed open."""
    tries = poll.rows("tries")
    right = bool(tries) and all(one.text("process") == "bus" for one in tries)
    return (
        right
        and bool(poll.number("polls"))
        and poll.get("held_polls") == poll.get("polls")
    )


def odoo_error(facts):
    """Whether Odoo itself failed on this request, as it does without database connections."""
    return facts.status == 500 and facts.text("spoken_by") == "odoo"


def by_odoo(facts):
    """Whether an Odoo wrote this answer, whichever."""
    return facts.answered and facts.text("spoken_by") in ("odoo", "odoo_echo")


def by_proxy(facts):
    """Whether something in front of Odoo wrote this answer."""
    return facts.answered and facts.text("spoken_by") not in ("odoo", "odoo_echo")


def by_gateway(facts):
    """Whether a sign-in gateway answered, since this request has not signed in with it."""
    return facts.answered and asks_to_sign_in(facts.text("spoken_by"))


def nobody_behind(facts):
    """Whether a proxy says that nobody answers where it passes this request to.

    Most say so with 502; Apache, HAProxy, Envoy and others with 503.
    """
    dead = dead_statuses(facts.text("spoken_by"))
    return by_proxy(facts) and facts.status in dead


def upgrade_refused(handshake, echo_websocket):
    """Whether a proxy that is not nginx forbids the upgrade and passes a plain request.

    Envoy does so where no upgrade is configured; nginx does where an access rule says so.
    """
    refused = handshake.status == 403 and by_proxy(handshake)
    nginx = handshake.text("spoken_by") == "nginx"
    return refused and not nginx and echo_websocket.proven


def is_this_odoo(direct_echo):
    """Whether this Odoo answers at its own port.

    It has proven that with a ticket. Without one, whoever runs the check has named the
    port by Odoo's own configuration file, and an Odoo answers there.
    """
    told = direct_echo.get("proven", False) is None and direct_echo.answered
    return direct_echo.proven or (told and not by_proxy(direct_echo))


def signature(facts):
    """What the block that passed this request set, without the headers of the request itself."""
    received = facts.part("received")
    rows = {n: v for n, v in received.items() if n not in OWN}
    return {**rows, "": facts.text("http_version")}


def same_block(one, other):
    """Whether nothing tells the blocks apart that passed two requests of one kind."""
    return signature(one) == signature(other)


def asks_upgrade(value):
    """Whether a Connection header asks for an upgrade (a list of tokens, RFC 9110 7.6.1)."""
    return "upgrade" in [token.strip().lower() for token in (value or "").split(",")]


def last(value):
    """The last element of a list header: the one Odoo's ProxyFix takes."""
    return (value or "").split(",")[-1].strip()
