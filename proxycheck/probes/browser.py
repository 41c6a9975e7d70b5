"""What only a browser can see; its JavaScript stands in ``static/src/probes/``.

Where a browser learns as much as the server does, the probe bears the same name and
the same rules judge it. A refused websocket it is told nothing about, hence
``websocket`` beside ``handshake``, which it only posts when all opened.
"""

from ..answer import HEARD, telling
from ..echo import ECHOED
from ..fresh import bare
from ..probe import BrowserProbe
from ..proxies.writer import written_by
from ..received import shown
from ..sharing import by_header, flags, numbers, part, texts, words
from ..words import Depth
from .roundtrip import SENT
from .stream import PIECES

#: What a script waits for one websocket: Odoo opens one in milliseconds, a busy tab
#: and a busy server need longer. Two that hang are enough.
PATIENCE = 6.0
SENDS = {"sends": 3, "gap": 1.5}
#: Just over nginx's default limit of 1 MiB, and no burden to a slow line.
UPLOAD_BYTES = 1024**2 + 64 * 1024
#: As in the server's `idle_websocket`: beyond Odoo's second ping.
HOLD = 110.0
#: An echo that is asked thrice shows an ``upstream`` of several.
TIMES = 3

#: What may leave of the facts that several scripts share (``answer.js``, ``socket.js``).
ECHO = (
    *HEARD,
    *ECHOED,
    *texts("base"),
    *part("hops"),
    *part("tries", *words("outcome"), *numbers("status"), *flags("proven evented")),
)
STREAM = (*HEARD, *PIECES)
CLOSED = (*numbers("close_code"), *flags("clean"))
SOCKET = (*words("outcome"), *numbers("ms"), *texts("detail"), *CLOSED)
OPENED = (
    *SOCKET,
    *flags("accept_ok"),
    *numbers("opened"),
    *part("tries", *words("outcome"), *flags("accept_ok"), *numbers("close_code")),
)
PINGED = (*flags("delivered"), *numbers("latency_ms"), *part("sends", *SENT))

BROWSER_PROBES = (
    BrowserProbe("echo", {"path": "/proxy_health/echo", "times": TIMES}, shares=ECHO),
    BrowserProbe("echo_web", {"path": "/web/proxy_health/echo"}, shares=ECHO),
    BrowserProbe("echo_below", {"path": "/websocket/proxy_health/echo"}, shares=ECHO),
    BrowserProbe("echo_websocket", {"path": "/websocket", "times": TIMES}, shares=ECHO),
    BrowserProbe(
        "websocket",
        {"times": TIMES, "patience": PATIENCE},
        seconds=20.0,
        shares=OPENED,
    ),
    BrowserProbe(
        "handshake",
        {"times": TIMES, "patience": PATIENCE},
        seconds=20.0,
        shares=OPENED,
    ),
    BrowserProbe(
        "roundtrip",
        {"patience": PATIENCE, **SENDS},
        seconds=14.0,
        last=True,
        shares=(*SOCKET, *flags("accept_ok opened"), *PINGED),
    ),
    BrowserProbe(
        "bus_worker",
        {"patience": PATIENCE, **SENDS},
        seconds=14.0,
        last=True,
        shares=(*flags("connected"), *texts("worker_state"), *PINGED),
    ),
    BrowserProbe(
        "stream",
        {"chunks": 4, "gap": 0.1, "size": 64, "padded": 8192, "times": 2},
        shares=(*STREAM, *part("accel_no", *STREAM), *part("padded", *STREAM)),
    ),
    BrowserProbe(
        "upload",
        {"bytes": UPLOAD_BYTES},
        shares=(
            *words("outcome spoken_by"),
            *numbers("status ms sent_bytes arrived_bytes"),
            *flags("proven refused"),
            *by_header("headers"),
        ),
    ),
    BrowserProbe("protocol", {}, shares=texts("protocol")),
    BrowserProbe(
        "policy",
        {"patience": PATIENCE},
        shares=(*flags("socket_opened socket_blocked"), *texts("policy")),
    ),
    BrowserProbe("mixed_content", {}, shares=flags("secure")),
    BrowserProbe(
        "address",
        {},
        anywhere=True,
        shares=(
            *words("outcome"),
            *flags("proven secure_context"),
            *texts("origin scheme base_url"),
        ),
    ),
    BrowserProbe(
        "clock", {"times": 3}, anywhere=True, shares=numbers("offset_s error_s")
    ),
    BrowserProbe("cookies", {}, anywhere=True, shares=numbers("readable_bytes")),
    BrowserProbe(
        "shared_worker",
        {},
        anywhere=True,
        shares=flags("shared_worker secure_context"),
    ),
    BrowserProbe(
        "idle_websocket",
        {"patience": PATIENCE, "hold": HOLD},
        depth=Depth.FULL,
        seconds=HOLD + 8,
        shares=(*SOCKET, *flags("accept_ok opened held"), *numbers("lived_s")),
    ),
)

#: What no page measures on demand: the addon counts it from all browsers over days
#: (models/lifetime.py) and adds it to a check as an observation of the browser; with
#: what of it may leave.
COUNTED = {
    "lifetimes": (
        *numbers("count"),
        *part("rows", *numbers("seconds close_code count users")),
    )
}


def completed(observation):
    """Return what a browser posted with what the server knows better: who wrote the answer.

    Of the answer itself nothing is kept that no rule reads: neither the body nor the
    values of headers that only a proxy and Odoo shall know.
    """
    facts = observation.facts
    snippet, headers = facts.get("snippet"), facts.get("headers")
    if isinstance(snippet, str) and isinstance(headers, dict):
        facts["spoken_by"] = written_by({**facts, "body": snippet})
    stranger = facts.get("proven") is False
    for row in [facts, *(row for row in facts.values() if isinstance(row, dict))]:
        _reduce(row, stranger)
    return observation


def _reduce(facts, stranger):
    """Leave out what no rule reads: a page of an older version posts all that it saw."""
    headers, received = facts.get("headers"), facts.get("received")
    if isinstance(headers, dict):
        facts["headers"] = telling(headers, stranger)
    if isinstance(received, dict):
        facts["received"] = {n: shown(n, value) for n, value in received.items()}
    if isinstance(facts.get("path"), str):
        facts["path"] = bare(facts["path"])
    if isinstance(facts.get("snippet"), str):
        facts["snippet"] = ""
