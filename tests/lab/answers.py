"""What a server really answers, byte for byte, as JSON that stays the same next time.

Nothing here belongs to the engine: a recording must not share its mistakes.
"""

# Long, for each kind of answer is read and written here.

import http.client
import json
import re
import socket
import struct
import time
from typing import Any

from lab.ports import LOOPBACK

# A body is kept up to here: enough for any error, too little for an application.
KEPT = 1500
PATIENCE = 75  # seconds: a poll is held 50, a ping comes after 55 at most

# A fixed key, so that its answer is the same in every recording.
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

OPCODES = {1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong"}

# What differs from one recording to the next, and what stands for it.
_VOLATILE = [
    (r"session_id=[^;\"]+", "session_id=<session>"),
    (r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT", "<date>"),
    (r"[A-Z][a-z]{2}, \d{2}-[A-Z][a-z]{2}-\d{4} [\d:]{8} GMT", "<date>"),
    (r"(?i)^(etag: ).*", r"\1<etag>"),
    (r"\b[0-9a-f]{40}o\d{10}", "<token>"),
    (r"bare_(\d\d)_[0-9a-f]{6}", r"bare_\1"),
    (r"/web/(assets|content)/\d+-[0-9a-f]{7,}/", r"/web/\1/<id>-<hash>/"),
    (r"/web/(assets|content)/[0-9a-f]{7,}/", r"/web/\1/<hash>/"),
    (r"/web/(assets|content)/\d+/", r"/web/\1/<id>/"),
    (r"unique=[0-9a-f]+", "unique=<hash>"),
    (r" at 0x[0-9a-f]+", " at 0x<address>"),
    (r"proxy_health_probe_[\d_]+", "proxy_health_probe"),
]
_TRACEBACK = re.compile(r"Traceback \(most recent call last\).*", re.DOTALL)


def request(port, method, path, headers=(), body=b"", mark=None):
    """One answer: status, headers, body; or what happened instead of one."""
    head = [f"{method} {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", *headers]
    if body or method == "POST":
        head.append(f"Content-Length: {len(body)}")
    with _connected(port) as peer:
        peer.sendall("\r\n".join([*head, "Connection: close", "", ""]).encode() + body)
        return _read(peer, mark)


def call(port, path, **params):
    """The answer to a JSON-RPC call, as the web client makes it."""
    body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params, "id": 1})
    headers = ["Content-Type: application/json"]
    return request(port, "POST", path, headers, body.encode())


def handshake(port, path="/websocket", drop=(), seconds=1, **changed):
    """The answer to a browser's handshake, and the frames that follow it.

    `drop` names headers that are left out, `changed` gives others another value
    (`User_Agent="…"`); frames are awaited for so many seconds, or until the end.
    """
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Origin": f"http://{LOOPBACK}:{port}",
        "Sec-WebSocket-Key": KEY,
        "Sec-WebSocket-Version": "13",
        "User-Agent": BROWSER,
    }
    headers |= {name.replace("_", "-"): value for name, value in changed.items()}
    lines = [f"{name}: {val}" for name, val in headers.items() if name not in drop]
    head = [f"GET {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", *lines, "", ""]
    with _connected(port) as peer:
        peer.sendall("\r\n".join(head).encode())
        answer = _read(peer)
        if answer.get("status") == 101:
            answer["frames"] = _frames(peer, seconds)
    return answer


def stable(answer, ports):
    """That answer without what differs from one recording to the next."""
    text = json.dumps(answer, ensure_ascii=False)
    for number, name in ports.items():
        text = text.replace(f"{LOOPBACK}:{number}", f"{LOOPBACK}:<{name}>")
    return _each(json.loads(text), _settled)


def _each(value, change) -> Any:
    if isinstance(value, dict):
        return {key: _each(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_each(inner, change) for inner in value]
    return change(value) if isinstance(value, str) else value


def _settled(text):
    if text.startswith("{"):
        text = _without_traceback(text)
    for pattern, instead in _VOLATILE:
        text = re.sub(pattern, instead, text)
    return _TRACEBACK.sub("<traceback>", text)[:KEPT]


def _without_traceback(text):
    """A JSON-RPC answer, its `debug` (Odoo's source lines) left out."""
    try:
        document = json.loads(text)
    except ValueError:
        return text
    error = document.get("error")
    if isinstance(error, dict) and isinstance(error.get("data"), dict):
        error["data"]["debug"] = "<traceback>"
    return json.dumps(document)


def _connected(port):
    peer = socket.create_connection((LOOPBACK, port), timeout=PATIENCE)
    peer.settimeout(PATIENCE)
    return peer


def timed(ask, *arguments):
    """The answer with the whole seconds that it took."""
    begin = time.monotonic()
    answer = ask(*arguments)
    return {**answer, "seconds": round(time.monotonic() - begin)}


class _Unbuffered:
    """A socket whose reader takes not one byte beyond the blank line of a head."""

    def __init__(self, peer):
        self._peer = peer

    def makefile(self, mode):
        return self._peer.makefile(mode, buffering=0)


def _read(peer, mark=None):
    response = http.client.HTTPResponse(_Unbuffered(peer))
    try:
        response.begin()
        response.fp = peer.makefile("rb")
        body, cut = _body(response)
    except (http.client.HTTPException, OSError) as error:
        return {"nothing": type(error).__name__}
    answer = {
        "status": response.status,
        "reason": response.reason,
        "headers": [f"{name}: {value}" for name, value in response.getheaders()],
    }
    if cut:
        answer["cut"] = True  # the connection ended before the body did
    if mark:
        return {**answer, **mark(body)}
    return {**answer, "body": body.decode(errors="replace")}


def _body(response):
    """The body, and whether it is shorter than was announced."""
    if response.status == 101:
        return b"", False
    try:
        return response.read(), False
    except http.client.IncompleteRead as end:
        return end.partial, True


def _frames(peer, seconds):
    """The frames until the other side has ended, or for so many seconds."""
    begin, seen, data = time.monotonic(), [], b""
    peer.settimeout(0.5)
    while time.monotonic() - begin < seconds:
        try:
            more = peer.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            more = b""
        after = round(time.monotonic() - begin)
        if not more:
            return [*seen, {"frame": "end of connection", "after": after}]
        frames, data = _split(data + more)
        seen += [{**frame, "after": after} for frame in frames]
    return [*seen, {"frame": "still open", "after": round(seconds)}]


def _split(data):
    """The whole unmasked frames at the start of that data, and the rest."""
    frames = []
    while len(data) >= 2:
        opcode, size, start = data[0] & 15, data[1] & 127, 2
        if size == 126:
            size, start = struct.unpack(">H", data[2:4])[0], 4
        if len(data) < start + size:
            break
        frames.append(_told(opcode, data[start : start + size]))
        data = data[start + size :]
    return frames, data


def _told(opcode, payload):
    frame = {"frame": OPCODES.get(opcode, str(opcode))}
    if opcode == 8 and len(payload) >= 2:
        code = struct.unpack(">H", payload[:2])[0]
        return {**frame, "code": code, "reason": payload[2:].decode(errors="replace")}
    return {**frame, "text": payload.decode(errors="replace")}
