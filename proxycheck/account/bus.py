"""A notification to oneself, as each series of Odoo can send one without changing anything.

Up to 14, ``/longpolling/send`` takes any channel (addons/bus/controllers/main.py). Later,
saving no change of one's own settings notifies oneself: ``set_res_users_settings`` of
addons/mail/models/res_users_settings.py, 15 to 19. It moves the date of their last change
and nothing else. It takes the module Discuss (mail), which next to every Odoo has.
"""

import json
import secrets
from typing import Any

from .. import jsonrpc
from ..look.line import NotMeasured
from ..look.row import CLIENT_HEADERS
from ..series import LAST_LONGPOLLING
from ..translatable import _lt
from ..wire import dial, http, websocket

LAST_OPEN_CHANNELS = 14
#: The only series with websockets that demands no version of who names itself
#: (addons/bus of 16: websocket.py).
SERVES_ALL = 16
SETTINGS = "res.users.settings"
#: A field that Discuss adds to the settings, 15 to 19: without it nobody is notified.
OF_DISCUSS = "voice_active_duration"

NO_WAY = _lt(
    "This user cannot send itself a notification: the module Discuss (mail) is not"
    " installed, or the user is no internal one, or has never opened Odoo in a browser."
)


def bus_of(session, line):
    """Return the `Bus` of a session; raise `NotMeasured` where it cannot send."""
    if session.series <= LAST_OPEN_CHANNELS:
        return OpenChannel(session, line)
    found = session.method(
        SETTINGS,
        "search_read",
        [["user_id", "=", session.info["uid"]]],
        [OF_DISCUSS],
        line=line,
    )
    rows = jsonrpc.answer_of(found).get("result")
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        raise NotMeasured(NO_WAY)
    return OwnSettings(session, line, rows[0].get("id"))


class OpenChannel:
    """A channel that nobody else knows, up to Odoo 14."""

    def __init__(self, session, line):
        self.session, self.line = session, line
        self.channels = [f"proxy_health_{secrets.token_hex(16)}"]

    def send(self, nonce):
        """Send oneself a notification; return the answer's facts."""
        path, [channel] = "/longpolling/send", self.channels
        return self.session.call(path, self.line, channel=channel, message=nonce)

    def is_ours(self, notification):
        """Whether this notification is one of those sent."""
        return notification.get("channel") == self.channels[0]


class OwnSettings:
    """One's own settings, of which nothing is changed, from Odoo 15 on."""

    channels = ()  # Odoo adds the user's own by itself

    def __init__(self, session, line, number):
        self.session, self.line, self.number = session, line, number

    def send(self, _nonce):
        """Send oneself a notification; return the answer's facts."""
        how = {"line": self.line}
        method = "set_res_users_settings"
        return self.session.method(SETTINGS, method, [self.number], {}, **how)

    def is_ours(self, notification):
        """Whether this notification is one of those sent: `Type/changed` in 15, and so on."""
        message = notification.get("message")
        kind = message.get("type") if isinstance(message, dict) else None
        return str(kind).partition("/")[0] == SETTINGS


def listener(bus):
    """Return what listens as this Odoo's browsers do."""
    longpolling = bus.session.series <= LAST_LONGPOLLING
    return Polling(bus) if longpolling else Socket(bus)


class Polling:
    """Long polls: each is held until there is something to tell."""

    def __init__(self, bus):
        self.bus = bus
        self.last = 0
        self.facts = {}

    def batches(self, seconds):
        """Yield lists of notifications until a poll fails; the first tells what was before."""
        while True:
            answer = self._poll(seconds)
            rows = jsonrpc.answer_of(answer).get("result")
            self.facts = {
                "status": answer.get("status"),
                "outcome": answer["outcome"],
                "connected": self.facts.get("connected") or isinstance(rows, list),
                "said": jsonrpc.error_message(jsonrpc.answer_of(answer)),
            }
            if not isinstance(rows, list):
                return
            rows = [row for row in rows if isinstance(row, dict)]
            known = [row["id"] for row in rows if isinstance(row.get("id"), int)]
            self.last = max([self.last, *known])
            yield rows

    def _poll(self, seconds):
        params = {"channels": list(self.bus.channels), "last": self.last}
        conversation = self.bus.line.open("/longpolling/poll", seconds)
        headers = [*CLIENT_HEADERS, *self.bus.session.cookie_header(), *jsonrpc.HEADERS]
        body = jsonrpc.body_of(params)
        host = self.bus.line.netloc
        request = http.request_bytes("POST", "/longpolling/poll", host, headers, body)
        try:
            return http.exchange(conversation, request)
        finally:
            conversation.close()

    def close(self):
        """Each poll has ended by itself."""


class Socket:
    """A websocket, subscribed as browsers do it."""

    def __init__(self, bus):
        self.bus = bus
        self.facts: dict[str, Any] = {"connected": False}
        self.frames = None

    def batches(self, seconds):
        """Yield lists of notifications until it ends; the first tells what was before."""
        conversation = self._opened(seconds)
        if not conversation:
            return
        self.frames = websocket.Frames(conversation)
        data = {"channels": list(self.bus.channels), "last": 0}
        self.frames.send_json({"event_name": "subscribe", "data": data})
        for text in self.frames.messages():
            yield notifications(text)
        self.facts["ended"] = self.frames.ended

    def _opened(self, seconds):
        line, session = self.bus.line, self.bus.session
        try:
            conversation = line.open("/websocket", seconds, allowance=dial.ALLOWANCE)
        except dial.Unanswered as failure:
            self.facts = {"outcome": failure.outcome.value, "connected": False}
            return None
        version = session.info.get("websocket_worker_version")
        path = f"/websocket?version={version}" if version else "/websocket"
        # Odoo 17 and later close what names itself without the right version.
        named = CLIENT_HEADERS if version or session.series == SERVES_ALL else ()
        headers = [*named, *session.cookie_header()]
        answer = websocket.handshake(
            conversation, path, line.netloc, line.origin, headers
        )
        self.facts = {
            "outcome": answer["outcome"],
            "status": answer.get("status"),
            "connected": bool(answer["accept_ok"]),
        }
        if answer["accept_ok"]:
            return conversation
        conversation.close()
        return None

    def close(self):
        """Take leave in RFC 6455's manner."""
        if self.frames:
            self.frames.goodbye()


def notifications(text):
    """The notifications in a frame's text."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return (
        [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
