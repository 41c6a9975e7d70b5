"""What only a browser can see; its JavaScript stands in ``static/src/probes/``.

Where a browser learns as much as the server does, the probe bears the same name and
the same rules judge it. A refused websocket it is told nothing about, hence
``websocket`` beside ``handshake``, which it only posts when all opened.
"""

from ..echo import spoken_by
from ..observation import cut
from ..probe import BrowserProbe
from ..words import Depth

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

BROWSER_PROBES = (
    BrowserProbe("echo", {"path": "/proxy_health/echo", "times": TIMES}),
    BrowserProbe("echo_web", {"path": "/web/proxy_health/echo"}),
    BrowserProbe("echo_below", {"path": "/websocket/proxy_health/echo"}),
    BrowserProbe("echo_websocket", {"path": "/websocket", "times": TIMES}),
    BrowserProbe("websocket", {"times": TIMES, "patience": PATIENCE}, seconds=20.0),
    BrowserProbe("handshake", {"times": TIMES, "patience": PATIENCE}, seconds=20.0),
    BrowserProbe("roundtrip", {"patience": PATIENCE, **SENDS}, seconds=14.0, last=True),
    BrowserProbe(
        "bus_worker", {"patience": PATIENCE, **SENDS}, seconds=14.0, last=True
    ),
    BrowserProbe(
        "stream", {"chunks": 4, "gap": 0.1, "size": 64, "padded": 8192, "times": 2}
    ),
    BrowserProbe("upload", {"bytes": UPLOAD_BYTES}),
    BrowserProbe("protocol", {}),
    BrowserProbe("policy", {"patience": PATIENCE}),
    BrowserProbe("mixed_content", {}),
    BrowserProbe("address", {}, anywhere=True),
    BrowserProbe("clock", {"times": 3}, anywhere=True),
    BrowserProbe("cookies", {}, anywhere=True),
    BrowserProbe("shared_worker", {}, anywhere=True),
    BrowserProbe(
        "idle_websocket",
        {"patience": PATIENCE, "hold": HOLD},
        depth=Depth.FULL,
        seconds=HOLD + 8,
    ),
)

#: What no page measures on demand: the addon counts it from all browsers over days
#: (models/lifetime.py) and adds it to a check as an observation of the browser.
COUNTED = ("lifetimes",)

MAX_SNIPPET = 300


def completed(observation):
    """Return what a browser posted with what the server knows better: who wrote the answer."""
    facts = observation.facts
    snippet, headers = facts.get("snippet"), facts.get("headers")
    if isinstance(snippet, str) and isinstance(headers, dict):
        answer = {**facts, "body": snippet}
        facts["spoken_by"] = spoken_by(answer)
        facts["snippet"] = cut(snippet, MAX_SNIPPET)
    return observation
