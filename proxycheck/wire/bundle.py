"""A file of trusted certificates, read so that nothing but such a file is ever opened."""

import os
import re
import ssl
import stat

from ..errors import BadAddress

#: The system's own bundle, of all public authorities, has a quarter of a megabyte.
MAX_BYTES = 4 * 1024**2
#: The same for whatever is wrong, so that it tells nobody which files exist.
REFUSAL = (
    "The CA bundle must be a file of PEM certificates that this server can read; this"
    " path does not lead to one."
)
_CERTIFICATE = re.compile(
    rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----"
)
# A pipe without a writer would otherwise hold whoever opens it for ever.
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_bundle(path):
    """Return the certificates of a file as PEM text; raise `BadAddress` with one sentence."""
    try:
        text = "\n".join(c.decode() for c in _CERTIFICATE.findall(_content(path)))
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=text)
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        raise BadAddress(REFUSAL) from None
    return text


def _content(path):
    """Return the bytes of a regular file; raise `OSError` for anything else."""
    _demand(os.stat(path))  # to open a device can do things already
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        _demand(os.fstat(descriptor))
        return file.read(MAX_BYTES)


def _demand(status):
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        raise OSError("no regular file of a plausible size")
