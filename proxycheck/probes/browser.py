"""What only a browser can see; its JavaScript stands in ``static/src/probes/``.

Where a browser learns as much as the server does, the probe bears the same name and
the same rules judge it. A refused websocket it is told nothing about, hence
``websocket`` beside ``handshake``, which it only posts when all opened.
"""

# Long, for it declares all that a browser measures.

from ..answer import HEARD, telling
from ..echo import ECHOED
from ..fact import flag, inside, number, part, text
from ..fresh import bare
from ..probe import BrowserProbe
from ..proxies.writer import written_by
from ..received import shown
from ..vocabulary import (
    ACCEPT_OK,
    CLOSE_CODE,
    CONNECTED,
    DELIVERED,
    DETAIL,
    EVENTED,
    HELD,
    LATENCY_MS,
    LIVED_S,
    LOCATION,
    MS,
    OPENED,
    OUTCOME,
    PROVEN,
    SECURE_CONTEXT,
    SENT,
    STATUS,
    tries,
)
from ..words import Depth
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

#: The facts that several scripts share (``answer.js``, ``socket.js``, ``ping.js``).
ECHO = (
    *HEARD,
    *ECHOED,
    text("base", "the address in the end, after redirects"),
    part("hops", "each redirect in between", STATUS, LOCATION),
    tries(OUTCOME, STATUS, PROVEN, EVENTED),
)
STREAM = (*HEARD, *PIECES)
CLOSED = (CLOSE_CODE, flag("clean", "whether both sides closed the websocket"))
SOCKET = (OUTCOME, MS, DETAIL, *CLOSED, ACCEPT_OK)
SOCKETS = (*SOCKET, OPENED, tries(OUTCOME, ACCEPT_OK, CLOSE_CODE))
PINGED = (DELIVERED, LATENCY_MS, SENT)

BROWSER_PROBES = (
    BrowserProbe("echo", {"path": "/proxy_health/echo", "times": TIMES}, facts=ECHO),
    BrowserProbe("echo_web", {"path": "/web/proxy_health/echo"}, facts=ECHO),
    BrowserProbe("echo_below", {"path": "/websocket/proxy_health/echo"}, facts=ECHO),
    BrowserProbe("echo_websocket", {"path": "/websocket", "times": TIMES}, facts=ECHO),
    BrowserProbe(
        "websocket",
        {"times": TIMES, "patience": PATIENCE},
        seconds=20.0,
        facts=SOCKETS,
    ),
    BrowserProbe(
        "handshake",
        {"times": TIMES, "patience": PATIENCE},
        seconds=20.0,
        facts=SOCKETS,
    ),
    BrowserProbe(
        "roundtrip",
        {"patience": PATIENCE, **SENDS},
        seconds=14.0,
        last=True,
        facts=(*SOCKET, CONNECTED, *PINGED),
    ),
    BrowserProbe(
        "bus_worker",
        {"patience": PATIENCE, **SENDS},
        seconds=14.0,
        last=True,
        facts=(CONNECTED, text("worker_state", "Odoo's word for that"), *PINGED),
    ),
    BrowserProbe(
        "stream",
        {"chunks": 4, "gap": 0.1, "size": 64, "padded": 8192, "times": 2},
        facts=(
            *STREAM,
            part("accel_no", "the same with X-Accel-Buffering: no", *STREAM),
            part("padded", "the same with larger pieces", *STREAM),
        ),
    ),
    BrowserProbe(
        "upload",
        {"bytes": UPLOAD_BYTES},
        facts=(
            *HEARD,
            PROVEN,
            number("sent_bytes", "the length of the body that was sent"),
            number("arrived_bytes", "how much of it reached Odoo"),
            flag("refused", "whether it was refused as too large"),
        ),
    ),
    BrowserProbe(
        "protocol",
        {},
        facts=(
            text("protocol", "the version of TLS, or the browser's version of HTTP"),
        ),
    ),
    BrowserProbe(
        "policy",
        {"patience": PATIENCE},
        facts=(
            flag("socket_opened", "whether a websocket opened"),
            flag("socket_blocked", "whether the page's policy blocked it"),
            text("policy", "that policy"),
            *inside(
                part(
                    "violations",
                    "what the policy blocked last",
                    text("directive", "the directive of the policy"),
                    text("blocked", "the address"),
                    text("policy", "the whole policy"),
                    flag("enforced", "whether it was blocked, or only reported"),
                )
            ),
        ),
    ),
    BrowserProbe(
        "mixed_content",
        {},
        facts=(
            flag("secure", "whether the page came over https"),
            *inside(text("insecure", "what it refers to over plain http")),
        ),
    ),
    BrowserProbe(
        "address",
        {},
        anywhere=True,
        facts=(
            OUTCOME,
            PROVEN,
            SECURE_CONTEXT,
            text("origin", "the address of the page"),
            text("scheme", "the scheme that Odoo goes by, or the page's"),
            text("base_url", "the address that is checked"),
        ),
    ),
    BrowserProbe(
        "clock",
        {"times": 3},
        anywhere=True,
        facts=(
            number("offset_s", "Odoo's clock minus this computer's"),
            number("error_s", "by how much that may be wrong"),
        ),
    ),
    BrowserProbe(
        "cookies",
        {},
        anywhere=True,
        facts=(
            flag("enabled", "whether the browser keeps cookies"),
            number("readable_bytes", "the cookies that a script can see"),
        ),
    ),
    BrowserProbe(
        "shared_worker",
        {},
        anywhere=True,
        facts=(
            flag("shared_worker", "whether the browser has shared workers"),
            flag("worker", "whether it has workers"),
            SECURE_CONTEXT,
        ),
    ),
    BrowserProbe(
        "idle_websocket",
        {"patience": PATIENCE, "hold": HOLD},
        depth=Depth.FULL,
        seconds=HOLD + 8,
        facts=(*SOCKET, CONNECTED, HELD, LIVED_S),
    ),
)

#: What no page measures on demand: the addon counts it from all browsers over days
#: (models/lifetime.py) and adds it to a check as an observation of the browser.
COUNTED = {
    "lifetimes": (
        number("count", "how many connections were cut, or ended alike"),
        part(
            "rows",
            "connections that ended alike, the most first",
            number("seconds", "for how long they were open", "s"),
            CLOSE_CODE,
            number("count", "how many connections were cut, or ended alike"),
            number("users", "how many users met it twice in a day"),
        ),
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
