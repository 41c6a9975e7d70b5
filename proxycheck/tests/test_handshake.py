"""What the answer to a handshake tells, whatever the peer writes: status, headers, body."""

import socket
import unittest
from types import SimpleNamespace

from ..probes import handshake
from ..wire import dial, websocket
from ..wire.clock import Deadline

HEAD = b"HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\n"
#: What is answered, and the status, the body and a header of what is told.
REFUSALS = {
    "a page in chunks": (
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\npage\r\n0\r\n\r\n",
        (502, "page", "nginx"),
    ),
    "a page until the end": (HEAD + b"\r\npage", (502, "page", "nginx")),
    "a page with its length": (
        HEAD + b"Content-Length: 4\r\n\r\npage",
        (502, "page", "nginx"),
    ),
    "a page that ends before its length": (
        HEAD + b"Content-Length: 400\r\n\r\npage",
        (502, "page", "nginx"),
    ),
    "a page of a redirect": (
        HEAD.replace(b"502", b"301") + b"Content-Length: 4\r\n\r\npage",
        (301, "page", "nginx"),
    ),
    "a header that comes twice": (
        HEAD + b"Server: other\r\nContent-Length: 0\r\n\r\n",
        (502, "", "nginx, other"),
    ),
    "a header that is not UTF-8": (
        HEAD + b"X-A: caf\xe9\r\nContent-Length: 0\r\n\r\n",
        (502, "", "nginx"),
    ),
    "a length that is no number": (
        HEAD + b"Content-Length: many\r\n\r\npage",
        (502, "page", "nginx"),
    ),
    "an answer before the answer": (
        b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"\r\npage",
        (502, "page", "nginx"),
    ),
}
SWITCHED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
#: A 101 that browsers refuse, and the header for which they do.
REFUSED_FOR = {
    b"Connection: close\r\n": "connection",
    b"Connection: upgrade\r\nSec-WebSocket-Accept: other\r\n": "sec-websocket-accept",
}
GARBAGE = {
    b"SSH-2.0-OpenSSH_9.2\r\n": "garbage",
    b"HTTP/1.1 abc\r\n\r\n": "garbage",
    b"": "closed",
}


def shaken(answer):
    """The facts of a handshake with a peer that writes this answer and closes."""
    ours, theirs = socket.socketpair()
    with theirs:
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)
        conversation = dial.clocked(ours, Deadline(5.0), websocket.ALLOWANCE)
        try:
            return websocket.handshake(conversation, "/websocket", "a", "http://a")
        finally:
            conversation.close()


class TestHandshake(unittest.TestCase):
    def test_a_refusal_tells_status_headers_and_body(self):
        for what, (answer, told) in REFUSALS.items():
            with self.subTest(what):
                facts = shaken(answer)
                server = facts["headers"]["server"]
                self.assertEqual((facts["status"], facts["body"], server), told)
                self.assertFalse(facts["accept_ok"])

    def test_a_101_that_browsers_refuse_names_the_header(self):
        for header, name in REFUSED_FOR.items():
            with self.subTest(name):
                facts = shaken(SWITCHED + header + b"\r\n")
                self.assertEqual((facts["status"], facts["switched"]), (101, True))
                self.assertEqual(
                    (facts["accept_ok"], facts["refused_for"]), (False, name)
                )

    def test_what_is_no_answer_has_a_word(self):
        for answer, word in GARBAGE.items():
            with self.subTest(answer):
                self.assertEqual(shaken(answer)["outcome"], word)


if __name__ == "__main__":
    unittest.main()


class TestNamed(unittest.TestCase):
    """Some proxies refuse clients without a name; Odoo 17 and later closes a wrong version."""

    def sent(self, **odoo):
        """The path and the headers' names of a handshake with this ticket's settings."""
        line = SimpleNamespace(
            ticket=SimpleNamespace(odoo=odoo, session=""),
            ticket_headers=lambda _path: [],
            known=lambda _path: False,
        )
        path, headers = handshake._request(line, None)
        return path, [name for name, _value in headers]

    def test_it_names_itself_with_the_version_that_odoo_demands(self):
        path, names = self.sent(websocket_version="19.0-2")
        self.assertIn("version=19.0-2", path)
        self.assertIn("User-Agent", names)

    def test_an_odoo_that_demands_none_is_told_a_name_and_no_version(self):
        self.assertEqual(
            self.sent(websocket_version=""), ("/websocket", ["User-Agent", "Accept"])
        )

    def test_where_nothing_is_told_it_names_nobody(self):
        self.assertEqual(self.sent(), ("/websocket", []))
