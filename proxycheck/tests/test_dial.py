"""How a connection fails is told by one word, whatever moment the peer chose."""

import socket
import struct
import time
import unittest
import warnings

from ..wire import dial
from ..wire.clock import Deadline

#: Linger for no time: closing resets the connection instead of ending it.
RESET = struct.pack("ii", 1, 0)


def hung_up_on(said):
    """A socket whose peer said something and reset the connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = socket.create_connection(server.getsockname())
        theirs, _address = server.accept()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        theirs.sendall(said)
        theirs.close()
    time.sleep(0.05)  # until the reset has come
    return ours


class TestDial(unittest.TestCase):
    def setUp(self):
        # Python's wrap_socket leaves a socket that was reset to the garbage collector.
        caught = warnings.catch_warnings()
        caught.__enter__()
        self.addCleanup(caught.__exit__, None, None, None)
        warnings.simplefilter("ignore", ResourceWarning)

    def test_a_peer_that_hung_up_before_tls_began_has_no_tls_or_closed(self):
        for said in (b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"):
            with self.subTest(said=said), self.assertRaises(dial.Unanswered) as failed:
                sock = hung_up_on(said)
                dial.start_tls(sock, dial.blind_context(), "odoo.test", Deadline(2))
            ended = failed.exception.outcome
            self.assertIn(ended, (dial.Outcome.CLOSED, dial.Outcome.TLS))
