"""What silences what: causes stand above their consequences on the same ladder.

Many rules look at one thing from several sides. When the evented process is dead, the
handshake fails, the round trip fails and no notification arrives: one cause, four failures.
A rule says on which step it stands (``concerns=[Handshake.HEADERS]``). A failed rule silences
every failed rule on a lower step of the same ladder; rules on one step do not touch each
other.
"""

from enum import IntEnum


class Ladder(IntEnum):
    """Steps from the cause (first) to the consequence (last)."""

    @property
    def place(self):
        """The location that this ladder is about, or nothing."""
        return PLACES.get(type(self), "")


class Site(Ladder):
    """Who answers at the address."""

    AT_THE_DOOR = 1  # nothing gets in: a sign-in gateway, or nobody can read it
    REFUSED_TO_THE_SERVER = 2  # by a password or a rule that people do not meet
    ONLY_THE_SERVER_FAILS = 3  # people get through: what the server saw is refuted
    UNSTEADY = 4  # one upstream of several is wrong
    WRONG_NAME = 5  # Odoo itself rejects or loses the name
    NO_ANSWER_OF_ODOO = 6
    NOT_TOLD_APART = 7  # the same, where nobody could ask Odoo itself
    DETAIL = 8  # what such an answer breaks besides


class Handshake(Ladder):
    """Why the websocket does not open at /websocket."""

    AT_THE_DOOR = 1
    ODOO_FAILS = 2
    LIMITED = 3
    UNSTEADY = 4
    ONLY_THE_SERVER_FAILS = 5
    WRONG_ODOO = 6
    WRONG_PATH = 7
    NO_LOCATION = 8
    REFUSED = 9
    HEADERS = 10
    UNEXPLAINED = 11


class Poll(Ladder):
    """Why a poll of /longpolling/poll is not held (Odoo up to 15)."""

    AT_THE_DOOR = 1
    NO_ODOO = 2
    LIMITED = 3
    UNSTEADY = 4
    REFUSED = 5
    WRONG_PROCESS = 6
    CUT = 7


class BrowserSocket(Ladder):
    """Why a browser opens no websocket where others do."""

    UNSTEADY = 1
    POLICY_SEEN = 2  # read in the answer's headers
    POLICY_REPORTED = 3  # reported by the browser
    UNEXPLAINED = 4


class Password(Ladder):
    """What a password on the websocket brings about besides."""

    ASKED = 1
    CONSEQUENCE = 2


class Refusal(Ladder):
    """Who is refused by a password or an access rule."""

    ONLY_THE_SERVER = 1
    EVERYBODY = 2
    SEEN_FROM_INSIDE = 3


class Delivery(Ladder):
    """Why no notification arrives."""

    NO_SOCKET = 1
    LOST = 2


class Scheme(Ladder):
    """Why pages name things with http."""

    FORWARDED = 1
    CONTENT = 2


class IdleTime(Ladder):
    """How long an idle websocket lives."""

    MEASURED = 1
    COUNTED = 2


class Upload(Ladder):
    """How large a request may be."""

    MEASURED = 1
    TRIED = 2


class Links(Ladder):
    """By which address Odoo names itself."""

    PROVEN = 1
    SEEN = 2


#: Ladders about one location: a finding that names the other one stands on no step.
PLACES = {Site: "/", Handshake: "/websocket", Poll: "/longpolling"}


def silenced(failed, rules):
    """Return the codes of those failed findings that a cause above them explains."""
    steps = [(finding, step) for finding in failed for step in _steps(finding, rules)]
    return {
        below.code
        for below, lower in steps
        for _above, upper in steps
        if type(lower) is type(upper) and upper < lower
    }


def _steps(finding, rules):
    location = finding.location.rstrip("/") or finding.location
    others = {place for place in PLACES.values() if place == location}
    return [
        step
        for step in rules[finding.code].concerns
        if not others or not step.place or step.place in others
    ]
