"""How rules read what Odoo's own routes tell of ``/websocket`` without the addon.

The probe ``websocket_way`` asks them; see there what tells the processes apart.
"""

from ..translatable import _lt
from ..words import ARRIVES, BY_EVENTED, BY_HTTP_WORKER, LOST
from .message import Message
from .sentences import says
from .signs import GATEWAY_TIMEOUT, never_opened


def refused_by_odoo(handshake, *statuses):
    """Whether Odoo itself refused the handshake with one of these statuses."""
    return (
        never_opened(handshake)
        and handshake.status in statuses
        and handshake.text("spoken_by") == "odoo"
    )


def process_of(way, place="itself"):
    """Which process of Odoo's answers there, empty where it was not told."""
    return way.part(place).text("process")


def upgrade_at(way, place):
    """Whether the upgrade of a request arrives there or is lost; empty where not told."""
    return way.part(place).text("upgrade")


def route_reached(way):
    """Whether a plain request to /websocket met Odoo's route of that name, which refuses it."""
    itself = way.part("itself")
    return itself.status == 400 and itself.text("spoken_by") == "odoo"


def pages_well(way):
    """Whether pages of the same address come from Odoo."""
    return way.part("root").text("spoken_by") == "odoo"


def silent(facts):
    """Whether no answer came in time, or nginx says that none came to it."""
    return facts.text("outcome") == "timeout" or facts.status == GATEWAY_TIMEOUT


#: What tells of the process that answered, by its word.
BY = {
    BY_EVENTED: _lt("HTTP %(status)s from Odoo's evented process"),
    BY_HTTP_WORKER: _lt("HTTP %(status)s from an HTTP worker of Odoo's"),
}


def plain_says(way, place="itself"):
    """Return a `Message` about what answered a plain request there."""
    facts = way.part(place)
    if facts.answered and facts.text("process") in BY:
        return Message(BY[facts.text("process")], {"status": facts.status})
    return says(facts)


#: What became of an upgrade, by its word.
UPGRADES = {
    ARRIVES: Message(_lt("it reached Odoo")),
    LOST: Message(_lt("it did not reach Odoo")),
    "": Message(_lt("not seen")),
}
#: Why a client's own forwarded headers tell nothing here.
NOT_COMPARED = _lt(
    "Odoo did not say which address it takes for its own when the client sent forwarded"
    " headers, so nobody can tell who sets them."
)
#: How many HTTP workers Odoo has, where nobody tells: without any it serves all itself.
SEVERAL = Message(_lt("several"))
