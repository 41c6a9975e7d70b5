"""Declaring peers, and what they have in common."""

import asyncio
import base64
import hashlib
import json
from dataclasses import dataclass

# What the fake ticket says; a peer that knows it passes for the right Odoo.
PROOF = "the proof of this very Odoo"
# No check listens longer than this.
LONG = 30
ENDLESS = 50_000_000
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


@dataclass(frozen=True)
class Peer:
    """A hostile world: how to ask it, and what it does."""

    name: str
    answer: object
    scheme: str = "http"
    tls: bool = False
    raw: bool = False  # speaks before it has read a request

    @property
    def url(self):
        """Its address without the port."""
        return f"{self.scheme}://127.0.0.1"


PEERS = {}


def peer(**options):
    """Declare the decorated ``async def name(ask, out)`` as the world of its name."""

    def declare(answer):
        PEERS[answer.__name__] = Peer(answer.__name__, answer, **options)
        return answer

    return declare


def head(status, *headers):
    """The head of an answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode("latin-1")


def whole(body, *headers, status="200 OK"):
    """An honest answer."""
    return head(status, f"Content-Length: {len(body)}", *headers) + body


def echo(**more):
    """An answer that proves itself, as if this were the right Odoo."""
    received = [["Host", "127.0.0.1"], ["X-Forwarded-Host", "127.0.0.1"]]
    facts = {"proof": PROOF, "evented": True, "headers": received, **more}
    body = json.dumps(facts).encode()
    return whole(body, "X-Proxy-Health: 1", "Content-Type: application/json")


def is_handshake(ask):
    """Whether the request asks for a websocket."""
    return b"sec-websocket-key:" in ask.lower()


def switch(ask, *headers):
    """The right answer to a handshake."""
    key = ask.lower().partition(b"sec-websocket-key:")[2].partition(b"\r\n")[0]
    key = ask[ask.lower().index(key) :][: len(key)].strip()
    accept = base64.b64encode(hashlib.sha1(key + GUID).digest()).decode()
    upgrade = ("Upgrade: websocket", "Connection: Upgrade")
    return head("101 Switching", *upgrade, f"Sec-WebSocket-Accept: {accept}", *headers)


async def silence():
    """Keep the connection open and say no more."""
    await asyncio.sleep(LONG)


async def flood(out, piece):
    """Send the same again and again, as fast as it is taken, for longer than anybody reads."""
    for _count in range(ENDLESS // len(piece)):
        if out.is_closing():
            return
        out.write(piece)
        await out.drain()


async def drip(out, text):
    """Send one byte a second."""
    for byte in text:
        if out.is_closing():
            return
        out.write(bytes([byte]))
        await out.drain()
        await asyncio.sleep(1)
