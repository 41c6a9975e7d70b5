"""The head of an answer, read without one byte of what follows it."""


class HeadOnly:
    """Lets `exchange` read a 101's head without swallowing the frames behind it."""

    def __init__(self, conversation):
        self.conversation = conversation

    def sendall(self, data):
        """Pass on."""
        self.conversation.sendall(data)

    def makefile(self, _mode="rb"):
        """Unbuffered, so that not one byte beyond the blank line is taken."""
        reader = self.conversation.makefile()
        return _ByteWise(reader.raw)


class _ByteWise:
    """A reader that takes lines byte by byte and everything else in pieces."""

    def __init__(self, raw):
        self.raw = raw

    def readline(self, limit=65537):
        line = bytearray()
        while len(line) < limit and not line.endswith(b"\n"):
            byte = self.raw.read(1)
            if not byte:
                break
            line += byte
        return bytes(line)

    def read(self, size=-1):
        return self.raw.read(size) or b""

    def read1(self, size=65536):
        return self.raw.read(size) or b""

    def readinto(self, buffer):
        return self.raw.readinto(buffer)

    def peek(self, _size=0):
        return b""

    def flush(self):
        """Nothing is held back."""

    def close(self):
        """The conversation belongs to the caller."""
