"""The largest request body that the proxy lets through, found without sending one."""

from ..line import PATIENCE
from ..probe import probe
from ..sharing import by_path, flags, numbers, words
from ..wire import dial, http
from ..words import Vantage

KIB, MIB = 1024, 1024**2
#: What people write, so that a usual limit is found in a few questions.
USUAL = [
    n * MIB
    for n in (1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 50, 64, 100, 128, 200, 256, 500, 512)
]
#: Odoo's own default (web/models/ir_http.py, DEFAULT_MAX_CONTENT_LENGTH).
ODOO_DEFAULT = 128 * MIB
UPLOAD_PATHS = ("/web/binary/upload_attachment", "/mail/attachment/upload")


@probe(
    Vantage.SERVER,
    shares=(
        *numbers("wanted_bytes"),
        *by_path(
            "paths",
            *words("outcome"),
            *numbers("status limit_bytes"),
            *flags("refused"),
        ),
    ),
)
def look(line):
    """Return ``wanted_bytes`` (Odoo's own limit) and per path whether it passes.

    nginx decides on the headers alone (``Expect: 100-continue``), so the answer
    comes in a millisecond and no body is sent.
    """
    wanted = int(line.ticket.odoo.get("max_upload_bytes") or ODOO_DEFAULT)
    facts = {"wanted_bytes": wanted, "paths": {}}
    for path in ("/", *UPLOAD_PATHS):
        facts["paths"][path] = one = ask_size(line, path, wanted)
        if one.get("refused"):
            one["limit_bytes"] = bisect(line, path, wanted)
    return facts


def ask_size(line, path, size):
    """Return ``{"outcome", "status", "refused"}`` for an announced body of `size` bytes."""
    headers = [
        ("Content-Type", "application/octet-stream"),
        ("Content-Length", str(size)),
        ("Expect", "100-continue"),
        ("Connection", "close"),
    ]
    request = http.request_bytes("POST", path, line.netloc, headers)
    try:
        conversation = line.open(path, PATIENCE)
    except dial.Unanswered as failure:
        return {"outcome": failure.outcome.value, "refused": False}
    try:
        conversation.sendall(request)
        status_line = conversation.makefile().readline(200)
    except OSError as error:
        return {"outcome": dial.outcome_of(error).value, "refused": False}
    finally:
        conversation.close()
    status = _status(status_line)
    return {
        "outcome": "answered" if status else "closed",
        "status": status,
        "refused": status == 413,
    }


def _status(line):
    parts = line.split()
    return int(parts[1]) if len(parts) > 1 and parts[1][:3].isdigit() else None


def bisect(line, path, refused):
    """Return the largest size that passes, knowing that `refused` does not; None when unsteady."""

    def passes(size):
        return not ask_size(line, path, size)["refused"]

    passed, refused = _among_usual(passes, refused)
    while refused - passed > 1:
        middle = (passed + refused) // 2
        passed, refused = (middle, refused) if passes(middle) else (passed, middle)
    # "A measurement that accuses is repeated": the two sides of the border once more.
    return (
        passed if (passed == 0 or passes(passed)) and not passes(passed + 1) else None
    )


def _among_usual(passes, refused):
    """Narrow the border down to a usual value and its successor, or between two of them."""
    usual = [size for size in USUAL if size < refused]
    low, high = 0, len(usual)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if passes(usual[middle]) else (low, middle)
    passed = usual[low - 1] if low else 0
    if passed and not passes(passed + 1):
        return passed, passed + 1
    return passed, usual[low] if low < len(usual) else refused
