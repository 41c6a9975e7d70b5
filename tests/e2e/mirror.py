"""A machine that is not Odoo: it writes down all that it is sent, and sends it back.

What a check lends it, it has; the tests ask a `Mirror` what it heard.
"""

import contextlib
import json
import re
import socket
import ssl
import threading

from hostile.peer import is_handshake, switch, whole

# What it says of itself wherever an answer has room for it.
BANNER = "Internal-Appliance/7.1-of-the-basement"
PATIENCE = 20
_TOKEN = re.compile(rb"(?i)x-proxy-health-token: *(\S+)")
_COOKIE = re.compile(rb"(?i)session_id=([^;\s]+)")


class Mirror:
    """One such machine on a port of its own; `heard` is every byte that came."""

    def __init__(self, answer, context=None):
        self.answer, self.context = answer, context
        self.heard = b""
        self.requests = 0
        self._lock = threading.Lock()
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)

    @property
    def port(self):
        """Where it listens."""
        return self._server.getsockname()[1]

    @property
    def url(self):
        """Its address."""
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}"

    def tokens(self):
        """What came in the header of the token."""
        return {token.decode() for token in _TOKEN.findall(self.heard)}

    def sessions(self):
        """The sessions that came as cookies."""
        return {sid.decode() for sid in _COOKIE.findall(self.heard)}

    def __enter__(self):
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error):
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _serve(self):
        while True:
            try:
                connection, _caller = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._treat, args=[connection], daemon=True).start()

    def _treat(self, connection):
        with contextlib.suppress(OSError, ValueError), connection:
            connection.settimeout(PATIENCE)
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            while ask := self._hear(connection, b""):
                self.answer(self, ask, connection)

    def _hear(self, connection, ask):
        """The next request's head, with whatever came along."""
        while b"\r\n\r\n" not in ask:
            piece = connection.recv(65536)
            if not piece:
                return b""
            ask += piece
        self.remember(ask)
        return ask

    def remember(self, piece):
        """Write it down."""
        with self._lock:
            self.heard += piece + b"\n"
            self.requests += 1


def sends_back(mirror, ask, connection):
    """An answer that holds all of the question, as an echo would, and looks like ours."""
    text = ask.decode("latin-1")
    pairs = re.findall(r"(?m)^([^:\r\n]+): ([^\r\n]*)", text)
    token = next((v for n, v in pairs if n.lower() == "x-proxy-health-token"), "")
    body = {"proof": token, "headers": pairs, "evented": True, "asked": text}
    body["banner"] = BANNER
    marks = ("X-Proxy-Health: 1", f"Server: {BANNER}", f"Via: {BANNER}")
    connection.sendall(whole(json.dumps(body).encode(), *marks))


def opens_websockets(mirror, ask, connection):
    """As `sends_back`, and every handshake is taken; frames are written down."""
    if not is_handshake(ask):
        return sends_back(mirror, ask, connection)
    connection.sendall(switch(ask, f"Server: {BANNER}"))
    while piece := connection.recv(65536):
        mirror.remember(_unmasked(piece))
    return None


def greets(mirror, ask, connection):
    """No HTTP at all."""
    connection.sendall(f"220 {BANNER} ready\r\n".encode())
    connection.close()


def asks_for_a_password(mirror, ask, connection):
    """A page that is nobody's business."""
    headers = (f'WWW-Authenticate: Basic realm="{BANNER}"', f"X-Powered-By: {BANNER}")
    connection.sendall(whole(BANNER.encode(), *headers, status="401 Who"))


def redirects_to(port):
    """A peer that sends everybody on to another port of the same name."""

    def redirects(mirror, ask, connection):
        there = f"Location: http://127.0.0.1:{port}/web?key={BANNER}"
        connection.sendall(whole(b"", there, status="302 Found"))

    return redirects


def tls_context(files):
    """A server's context with the certificate and key of these files."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*files)
    return context


def _unmasked(piece):
    """The text of a client's short frame (RFC 6455, section 5.3), or the bytes as they are."""
    if len(piece) < 6 or not piece[1] & 0x80:
        return piece
    start = {126: 4, 127: 10}.get(piece[1] & 0x7F, 2)
    mask, data = piece[start : start + 4], piece[start + 4 :]
    return bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
