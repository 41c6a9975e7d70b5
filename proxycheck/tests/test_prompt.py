"""A secret that is typed at a real terminal: it is taken, and never shown."""

import os
import pty
import select
import subprocess
import sys
import unittest

from ..command import secret

TYPED = "pa55-w0rd"
#: Says how long the secret is, and nothing else.
ASK = f"from {secret.__name__} import secret as s; print(len(s('--password', 'Ada').reveal()))"
PATIENCE = 60


class TestPrompt(unittest.TestCase):
    def test_a_typed_password_is_taken_and_not_echoed(self):
        shown, length = typed(TYPED)
        self.assertEqual(length, str(len(TYPED)))
        self.assertIn("Ada:", shown)
        self.assertNotIn(TYPED, shown)


def typed(text):
    """What a terminal showed, and what the program printed elsewhere, when somebody typed."""
    ours, terminal = pty.openpty()
    hidden = ("ODOO_PROXY_HEALTH_PASSWORD", "PYTHON_KEYRING_BACKEND")
    quiet = {name: value for name, value in os.environ.items() if name not in hidden}
    child = subprocess.Popen(
        [sys.executable, "-c", ASK],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        start_new_session=True,
        env={**quiet, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
    )
    try:
        shown = _until(ours, b"Ada:")
        os.write(ours, f"{text}\n".encode())
        told, _none = child.communicate(timeout=PATIENCE)
        shown += _rest(ours)
    finally:
        child.kill()
        os.close(terminal)
        os.close(ours)
    return shown.decode(), told.decode().strip()


def _until(terminal, prompt):
    shown = b""
    while prompt not in shown and select.select([terminal], [], [], PATIENCE)[0]:
        shown += os.read(terminal, 1024)
    return shown


def _rest(terminal):
    ready = select.select([terminal], [], [], 0)[0]
    return os.read(terminal, 1024) if ready else b""
