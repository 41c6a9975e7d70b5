"""The largest request body that the proxy lets through, found without sending one.

nginx decides on the headers alone (``Expect: 100-continue``) and answers itself, so a
question costs a millisecond, no body and none of Odoo's workers. What one round of
questions tells is all that the next one needs: each round is asked at once.
"""

from functools import partial

from ..look.line import PATIENCE
from ..look.together import together
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
#: Seconds of round trip from which on rounds are dear. Up to there a limit that nobody
#: would guess is found to the byte, by few questions a round: 4 ways of 1 MiB are 10
#: rounds of 3. Beyond, 16 ways are 2 rounds of 15 to within 4 KiB of it.
FAR = 0.02
NEAR_WAYS, FAR_WAYS = 4, 16
#: From afar it is enough to know an odd limit to a hundredth.
ENOUGH = 0.01


@probe(
    Vantage.SERVER,
    repeat=False,  # it repeats its own questions, see `points`
    shares=(
        *numbers("wanted_bytes"),
        *by_path(
            "paths",
            *words("outcome"),
            *numbers("status limit_bytes over_bytes"),
            *flags("refused"),
        ),
    ),
)
def look(line):
    """Return ``wanted_bytes`` (Odoo's own limit) and per path whether it passes.

    Of a path that refuses it, ``limit_bytes`` passed and ``over_bytes`` was refused;
    both are None where the answers do not agree.
    """
    wanted = int(line.ticket.odoo.get("max_upload_bytes") or ODOO_DEFAULT)
    paths = ["/", *UPLOAD_PATHS]
    asked = together([partial(ask_size, line, path, wanted) for path in paths])
    facts = dict(zip(paths, asked, strict=True))
    refusing = [path for path in paths if facts[path]["refused"]]
    for path, (limit, over) in borders(line, refusing, wanted).items():
        facts[path].update(limit_bytes=limit, over_bytes=over)
    return {"wanted_bytes": wanted, "paths": facts}


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
        line.fair(dial.outcome_of(error))
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


def borders(line, paths, wanted):
    """Return ``{path: (what passes, what is refused)}`` of paths that refuse `wanted`.

    The first is searched. Where the others have the same border, it is theirs.
    """
    if not paths:
        return {}
    first, *others = paths
    search = Search(line, first, wanted)
    search.ask([size for size in USUAL if size < wanted])
    # If the limit is a usual one, one more round shows it, and on all paths.
    usual = (search.passed, search.passed + 1)
    checks = [partial(_is_border, line, path, *usual) for path in others]
    border, *same = together([search.border, *checks])
    found = {first: border}
    for path, agrees in zip(others, same, strict=True):
        agrees = agrees if border == usual else _is_border(line, path, *border)
        found[path] = border if agrees else Search(line, path, wanted).border()
    return found


def _is_border(line, path, passes, refused):
    """Whether the one size passes at this path and the other is refused."""
    if passes is None:
        return False
    sizes = [size for size in (passes, refused) if size]
    answers = together([partial(ask_size, line, path, size) for size in sizes])
    return [one["refused"] for one in answers] == [size == refused for size in sizes]


class Search:
    """The border between what passes at a path and what is refused."""

    def __init__(self, line, path, refused):
        self.line, self.path = line, path
        self.passed, self.refused = 0, refused
        self.steady = True

    def border(self):
        """Return ``(what passes, what is refused)``, as near as it is worth; else Nones."""
        far = self.line.round_trip > FAR
        ways = FAR_WAYS if far else NEAR_WAYS
        while self.steady and self.refused - self.passed > 1:
            if far and self.refused - self.passed <= ENOUGH * self.passed:
                break
            self.ask(points(self.passed, self.refused, ways))
        return (self.passed, self.refused) if self.steady else (None, None)

    def ask(self, sizes):
        """Ask for all sizes at once and narrow the border down by the answers."""
        if not sizes:
            return
        answers = together([partial(ask_size, self.line, self.path, s) for s in sizes])
        refused = [s for s, a in zip(sizes, answers, strict=True) if a["refused"]]
        passed = [s for s, a in zip(sizes, answers, strict=True) if not a["refused"]]
        self.passed = max([self.passed, *passed])
        self.refused = min([self.refused, *refused])
        self.steady = self.passed < self.refused


def points(passed, refused, ways):
    """Sizes between the two that split what lies between, round ones if there are any.

    The very next to what passed is one of them: people write round limits, and what
    has just passed was round.
    """
    width = refused - passed
    unit = next(u for u in (MIB, KIB, 1) if u * 2 <= width or u == 1)
    evenly = (passed + width * n // ways for n in range(1, ways))
    rounded = {size // unit * unit for size in evenly}
    # "A measurement that accuses is repeated": so what passed is asked for once more.
    between = {passed, passed + 1, *rounded}
    return sorted(size for size in between if 0 < size < refused)
