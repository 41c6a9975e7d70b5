"""RFC 6455 over a `ClockedSocket`: the handshake is ours, frames are websocket-client's.

websocket-client's own handshake was tried in its place (1.9.2, with the answers of
tests/test_handshake.py). It carries the status of a refusal, and fails in what tells causes:

- Of a refusal in chunks, or without a length, it drops the body. Of one that ends before
  its length, as Odoo's with workers = 0 does, or is longer than our allowance, it drops the
  status as well, and so of every answer with a header that is not UTF-8.
- A 101 that browsers refuse is “Invalid WebSocket Header”, whichever it is. Of headers that
  come twice it keeps the last one, and it takes “100 Continue” for the answer.
- It keeps cookies for all handshakes of the process: one peer's would reach another.
"""

import base64
import hashlib
import json
import os
import time
from typing import cast

from websocket import ABNF, WebSocketException, frame_buffer

from ..observation import cut
from .dial import Outcome, milliseconds, outcome_of
from .head_only import HeadOnly
from .http import exchange, request_bytes

#: RFC 6455 section 1.3.
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#: A bus message of ours is 200 bytes; who sends thousands of frames floods.
MAX_FRAMES = 64
#: Bytes of a whole conversation; its head is read byte by byte, so they cost.
ALLOWANCE = 128 * 1024


def new_key():
    """A fresh ``Sec-WebSocket-Key``."""
    return base64.b64encode(os.urandom(16)).decode()


def accept_for(key):
    """The ``Sec-WebSocket-Accept`` that answers `key`."""
    return base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()


def upgrade_headers(key, origin, protocol="websocket"):
    """The headers that Odoo's ``_REQUIRED_HANDSHAKE_HEADERS`` asks for, next to Host."""
    return [
        ("Upgrade", protocol),
        ("Connection", "Upgrade"),
        ("Origin", origin),
        ("Sec-WebSocket-Key", key),
        ("Sec-WebSocket-Version", "13"),
    ]


def handshake(conversation, path, host, origin, headers=()):
    """Ask for an upgrade; return `exchange`'s facts plus ``switched`` and ``accept_ok``.

    ``refused_for`` is the header for which browsers do not accept a 101.
    """
    key = new_key()
    request = request_bytes(
        "GET", path, host, [*upgrade_headers(key, origin), *headers]
    )
    facts = exchange(HeadOnly(conversation), request)
    switched = facts.get("status") == 101
    wrong = wrong_header(facts.get("headers", {}), key)
    facts["switched"] = switched
    facts["accept_ok"] = switched and not wrong
    facts["refused_for"] = wrong if switched else ""
    return facts


def wrong_header(headers, key):
    """The name of the first header for which a client refuses a 101 (RFC 6455, 4.1), or ""."""
    asked = {"connection": "upgrade", "upgrade": "websocket"}
    for name, word in asked.items():
        words_ = [one.strip() for one in headers.get(name, "").lower().split(",")]
        if word not in words_:
            return name
    if headers.get("sec-websocket-accept", "").strip() != accept_for(key):
        return "sec-websocket-accept"
    # Nobody asked for any.
    unasked = ("sec-websocket-protocol", "sec-websocket-extensions")
    return next((name for name in unasked if headers.get(name)), "")


class Frames:
    """Frames over an upgraded connection; every way it ends is in `ended`."""

    def __init__(self, conversation):
        self.conversation = conversation
        self.buffer = frame_buffer(self._recv, skip_utf8_validation=True)
        self.start = time.monotonic()
        self.pings_ms = []
        self.ended = {}

    def _recv(self, size):
        data = self.conversation.recv(size)
        if not data:
            raise EOFError("the connection was closed without a close frame")
        return data

    def send_json(self, value):
        """Send a text frame; return False when the peer is gone."""
        frame = ABNF.create_frame(json.dumps(value), ABNF.OPCODE_TEXT)
        return self._send(frame.format())

    def _send(self, data):
        try:
            self.conversation.sendall(data)
        except OSError as error:
            self.ended = self._end(outcome_of(error), error)
            return False
        return True

    def messages(self):
        """Yield text payloads until the connection or its deadline ends; answer pings."""
        for _count in range(MAX_FRAMES):
            try:
                frame = self.buffer.recv_frame()
            except WebSocketException as error:
                self.ended = self._end(Outcome.GARBAGE, error)
                return
            except (OSError, EOFError) as error:
                self.ended = self._end(outcome_of(error), error)
                return
            if frame.mask_value:  # RFC 6455, section 5.1: browsers hang up
                self.ended = self._end(Outcome.GARBAGE, "a masked frame")
                return
            if frame.opcode == ABNF.OPCODE_CLOSE:
                self.ended = self._closed(frame.data)
                return
            if frame.opcode == ABNF.OPCODE_PING:
                self.pings_ms.append(milliseconds(self.start))
                self._send(ABNF.create_frame(frame.data, ABNF.OPCODE_PONG).format())
            elif frame.opcode == ABNF.OPCODE_TEXT:
                # The library declares text, and hands out bytes.
                yield cast(bytes, frame.data).decode("utf-8", "replace")
        self.ended = self._end(Outcome.TOO_MUCH, "a flood of frames")

    def _end(self, outcome, error):
        return {
            "outcome": outcome.value,
            "detail": cut(str(error), 200),
            "ms": milliseconds(self.start),
        }

    def _closed(self, data):
        code = int.from_bytes(data[:2], "big") if len(data) >= 2 else 1005
        reason = data[2:].decode("utf-8", "replace")[:120]
        return {**self._end(Outcome.CLOSED, reason), "close_code": code}

    def goodbye(self):
        """Close in RFC 6455's manner, so that no server logs an aborted socket."""
        self._send(
            ABNF.create_frame((1000).to_bytes(2, "big"), ABNF.OPCODE_CLOSE).format()
        )
        self.conversation.close()
