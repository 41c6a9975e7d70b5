"""A deadline, and a socket that keeps it."""

import io
import socket
import time
from contextlib import suppress


class TooMuch(OSError):
    """The peer sent more than the conversation is worth."""


class Deadline:
    """A point in time that every blocking call of a conversation is bounded by."""

    def __init__(self, seconds, before=None):
        self.at = time.monotonic() + seconds
        if before is not None:
            self.at = min(self.at, before.at)

    def left(self):
        """Seconds left; raise `TimeoutError` when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("deadline")
        return left

    @property
    def passed(self):
        """Whether the time is up."""
        return time.monotonic() >= self.at


class ClockedSocket:
    """A connected socket bounded by `deadline` and by `allowance` bytes received.

    A timeout per ``recv`` would let a peer that drips one byte a second hold us
    for ever; here the time that is left shrinks with every call.
    """

    def __init__(self, sock, deadline, allowance):
        self.sock = sock
        self.deadline = deadline
        self.allowance = allowance
        self._kept = _Kept(_Reader(self))

    def recv(self, size):
        """Like ``socket.recv``; raise `TimeoutError` or `TooMuch` at the bounds."""
        self.sock.settimeout(self.deadline.left())
        data = self.sock.recv(min(size, 65536))
        self.allowance -= len(data)
        if self.allowance < 0:
            raise TooMuch("more bytes than a probe reads")
        return data

    def sendall(self, data):
        """Like ``socket.sendall`` within the deadline."""
        self.sock.settimeout(self.deadline.left())
        self.sock.sendall(data)

    def makefile(self, _mode="rb"):
        """Return a buffered reader over `recv`, as ``http.client`` wants one.

        It is the same each time, for it may hold the beginning of the next answer.
        """
        return self._kept

    def close(self):
        """Close, whatever state the peer left it in."""
        with suppress(OSError):
            self.sock.close()

    def hang_up(self):
        """End it from another thread: a blocked `recv` returns."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.close()


class _Reader(io.RawIOBase):
    def __init__(self, clocked):
        self.clocked = clocked

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self.clocked.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Kept(io.BufferedReader):
    """One that outlives the answer that was read from it."""

    def close(self):
        """``http.client`` closes after each answer; the connection may have more."""
