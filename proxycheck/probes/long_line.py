"""Which of Odoo's processes serves its pages, told by the length of a request line.

gevent refuses a line of 8192 bytes with an empty 414 and takes one of 8191
(MAX_REQUEST_LINE in gevent/pywsgi.py). nginx passes both (large_client_header_buffers
4 8k), and Odoo's HTTP workers answer both.
"""

from functools import partial

from ..fact import number
from ..fresh import fresh
from ..look.together import together
from ..probe import probe
from ..vocabulary import EVENTED, STATUS
from ..words import Vantage

#: The shortest line that gevent refuses, its CRLF included.
LINE_BYTES = 8192
PAGE = "/web/login"


@probe(
    Vantage.SERVER,
    ticket=False,
    stranger=True,
    facts=(
        number("line_bytes", "the length of the longer request line"),
        STATUS,
        number(
            "shorter_status", "the status of a line one byte shorter", "HTTP status"
        ),
        EVENTED,
    ),
)
def look(line):
    """Return ``status`` of a page asked with the long line, and of one a byte shorter.

    ``evented`` says that only the long one was refused, as gevent does it.
    """
    lengths = (LINE_BYTES, LINE_BYTES - 1)
    asked = [partial(ask_long, line, PAGE, length) for length in lengths]
    answers: list = together(asked)
    long, shorter = answers
    return {
        "line_bytes": LINE_BYTES,
        "status": long.get("status"),
        "shorter_status": shorter.get("status"),
        "evented": refused(long) and shorter.get("status") in (200, 303),
    }


def ask_long(line, path, length=LINE_BYTES):
    """Ask for a path with an argument that makes the request line so many bytes long."""
    return line.ask(long_path(path, length))


def long_path(path, length=LINE_BYTES):
    """The path with an argument that makes the line of a GET so many bytes long."""
    path = f"{fresh(path)}&long="
    return path + "x" * (length - len(f"GET {path} HTTP/1.1\r\n"))


def refused(answer):
    """Whether gevent refused a line: nginx's own 414 is a page, gevent's is empty."""
    return answer.get("status") == 414 and not answer.get("body_bytes")
