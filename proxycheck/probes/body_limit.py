"""The largest request body that the proxy accepts, found without sending one.

nginx decides on the headers alone (``Expect: 100-continue``) and answers itself, so a
question costs a millisecond, no body and none of Odoo's workers. What one round of
questions tells is all that the next one needs: each round is asked at once.
"""

# Long, for the search and its questions belong together.

from functools import partial

from ..fact import by_path, flag, number
from ..look.line import PATIENCE
from ..look.spares import Spares
from ..look.together import together
from ..probe import probe
from ..vocabulary import OUTCOME, STATUS
from ..wire import dial, http
from ..words import Vantage

KIB, MIB = 1024, 1024**2
#: What people write, so that a usual limit is found in a few questions.
USUAL = [
    n * MIB
    for n in (
        *(1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 30, 32, 40, 50, 60, 64, 80),
        *(100, 128, 200, 256, 300, 500, 512),
    )
]
#: Odoo's own default, the same in all series (habits.py).
ODOO_DEFAULT = 128 * MIB
UPLOAD_PATHS = ("/web/binary/upload_attachment", "/mail/attachment/upload")
#: Seconds of round trip from which on rounds are dear. Up to there a limit that nobody
#: would guess is found to the byte, by few questions a round: 4 ways of 1 MiB are 10
#: rounds of 3. Beyond, one round of 16 ways, and of whole megabytes to the byte.
FAR = 0.02
NEAR_WAYS, FAR_WAYS = 4, 16
#: Over a slow connection it is enough to know an odd limit to a sixteenth: usual limits are at most
#: twice as large as the one before, so one round of 16 ways tells it.
ENOUGH = 1 / 16
#: Where so few whole megabytes are left, each is asked to the byte. That is 16 questions
#: beside the 16 ways, and 4 for the border on the other two paths.
WHOLE = 8
SPARE = 2 * WHOLE + FAR_WAYS + 4


@probe(
    Vantage.SERVER,
    ticket=False,
    repeat=False,  # it repeats its own questions, see `points`
    facts=(
        number("wanted_bytes", "the largest body that Odoo itself accepts"),
        by_path(
            "paths",
            "what each path said of a body of that size",
            OUTCOME,
            STATUS,
            flag("refused", "whether it was refused as too large"),
            number("limit_bytes", "the largest body that passed"),
            number("over_bytes", "the smallest body that was refused"),
        ),
    ),
)
def look(line):
    """Return ``wanted_bytes`` (Odoo's own limit) and per path whether it passes.

    Of a path that refuses it, ``limit_bytes`` passed and ``over_bytes`` was refused;
    both are None where the answers do not agree.
    """
    told = line.ticket.odoo.get("max_upload_bytes") if line.ticket else None
    wanted = int(told or ODOO_DEFAULT)
    paths = ["/", *UPLOAD_PATHS]
    asked = together([partial(ask_size, line, path, wanted) for path in paths])
    facts = dict(zip(paths, asked, strict=True))
    refusing = [path for path in paths if facts[path]["refused"]]
    for path, (limit, over) in borders(line, refusing, wanted).items():
        facts[path].update(limit_bytes=limit, over_bytes=over)
    return {"wanted_bytes": wanted, "paths": facts}


#: With these a proxy decides by the announced length, before any body is sent.
ANNOUNCING = (
    ("Content-Type", "application/octet-stream"),
    ("Expect", "100-continue"),
    ("Connection", "close"),
)


def ask_size(line, path, size, spares=None):
    """Return ``{"outcome", "status", "refused"}`` for an announced body of `size` bytes.

    On a spare connection if there is one; if that has been closed, on one of its own.
    """
    spare = spares and spares.take()
    answer = spare and _answer(line, spare, path, size)
    if answer and answer["outcome"] != dial.Outcome.CLOSED:
        return answer
    try:
        conversation = line.open(path, PATIENCE)
    except dial.Unanswered as failure:
        return {"outcome": failure.outcome.value, "refused": False}
    return _answer(line, conversation, path, size)


def _answer(line, conversation, path, size):
    headers = [*ANNOUNCING, ("Content-Length", str(size))]
    request = http.request_bytes("POST", path, line.netloc, headers)
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
    with Spares(line, first, PATIENCE) as spares:
        search = Search(line, first, wanted, spares)
        search.begin()
        # If the limit is a usual one, one more round shows it, and on all paths.
        usual = (search.passed, search.passed + 1)
        checks = [partial(_is_border, line, path, *usual, spares) for path in others]
        border, *same = together([search.border, *checks])
        if border != usual:
            again = [
                partial(_is_border, line, path, *border, spares) for path in others
            ]
            same = together(again) if again else []
        found = {first: border}
        for path, agrees in zip(others, same, strict=True):
            found[path] = border if agrees else _searched(line, path, wanted, spares)
    return found


def _searched(line, path, wanted, spares):
    search = Search(line, path, wanted, spares)
    search.begin()
    return search.border()


def _is_border(line, path, passes, refused, spares):
    """Whether the one size passes at this path and the other is refused."""
    if passes is None:
        return False
    sizes = [size for size in (passes, refused) if size]
    questions = [partial(ask_size, line, path, size, spares) for size in sizes]
    answers = together(questions)
    return [one["refused"] for one in answers] == [size == refused for size in sizes]


class Search:
    """The border between what passes at a path and what is refused."""

    def __init__(self, line, path, refused, spares):
        self.line, self.path, self.spares = line, path, spares
        self.far = line.connections.round_trip > FAR
        self.passed, self.refused = 0, refused
        self.steady = True

    def begin(self):
        """Ask for what people write; over a long way, connect for the next round."""
        usual = [size for size in USUAL if size < self.refused]
        self.ask(usual, spare=SPARE if self.far else 0)

    def border(self):
        """Return ``(what passes, what is refused)``, as near as it is worth; else Nones."""
        ways, whole = (FAR_WAYS, WHOLE) if self.far else (NEAR_WAYS, 0)
        while self.steady and self.refused - self.passed > 1:
            if self.far and self.refused - self.passed <= ENOUGH * self.passed:
                break
            self.ask(points(self.passed, self.refused, ways, whole))
        return (self.passed, self.refused) if self.steady else (None, None)

    def ask(self, sizes, spare=0):
        """Ask for all sizes at once and narrow the border down by the answers."""
        questions = [
            partial(ask_size, self.line, self.path, size, self.spares) for size in sizes
        ]
        # After the questions, which are what we wait for.
        *answers, _none = together([*questions, partial(self.spares.open, spare)])
        answered = list(zip(sizes, answers, strict=True))
        self.passed = max([self.passed, *(s for s, a in answered if not a["refused"])])
        self.refused = min([self.refused, *(s for s, a in answered if a["refused"])])
        self.steady = self.passed < self.refused


def points(passed, refused, ways, whole=0):
    """Sizes between the two that split what lies between, round ones if there are any.

    The very next to what passed is one of them: people write round limits, and what
    has just passed was round. So is the very next to each megabyte, if they are at most
    `whole`.
    """
    width = refused - passed
    few = width <= whole * MIB
    units = (KIB, 1) if few else (MIB, KIB, 1)
    unit = next(u for u in units if u * 2 <= width or u == 1)
    evenly = (passed + width * n // ways for n in range(1, ways))
    megabytes = range(-(-passed // MIB) * MIB, refused, MIB) if few else ()
    # "A measurement that accuses is repeated": so what passed is asked for once more.
    between = {passed, passed + 1, *(size // unit * unit for size in evenly)}
    between |= {*megabytes, *(size + 1 for size in megabytes)}
    return sorted(size for size in between if 0 < size < refused)
