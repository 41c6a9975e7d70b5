"""A mail server that keeps what it is given: the other end of Odoo's mails."""

import email
import email.policy
import socketserver
import threading
from typing import Any

from lab.commands import wait_until
from lab.ports import LOOPBACK


class Mailbox:
    """The mails that arrived, as `email.message.EmailMessage`s.

    with Mailbox() as mailbox:
        …  # Odoo's ir.mail_server has smtp_port = mailbox.port
        (mail,) = mailbox.wait_for(1)
    """

    def __init__(self):
        self.mails = []
        self._server = _Server(self.mails)
        self.port = self._server.server_address[1]

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception):
        self._server.shutdown()
        self._server.server_close()

    def wait_for(self, count, seconds=20):
        """All mails, once there are that many."""
        wait_until(lambda: len(self.mails) >= count, seconds, f"Mail number {count}")
        return list(self.mails)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, mails):
        super().__init__((LOOPBACK, 0), _Conversation)
        self.mails = mails


class _Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP as Python's smtplib speaks."""

    def handle(self):
        self._say("220 the lab's mailbox")
        for line in self.rfile:
            word = line.split(b" ", 1)[0].strip().upper()
            if word == b"DATA":
                self._say("354 go on")
                self._keep()
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def _keep(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            # A dot at the beginning was doubled by the sender (RFC 5321, 4.5.2).
            lines.append(line[1:] if line.startswith(b"..") else line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        server: Any = self.server
        server.mails.append(message)
