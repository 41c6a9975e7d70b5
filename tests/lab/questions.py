"""What is asked of an Odoo for a recording: each a name and one request or handshake."""

# Long, for each question is written out.

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from threading import Thread
from time import sleep

from lab.answers import BROWSER, call, handshake, request, timed

# A poll without news is held 50 s (TIMEOUT in addons/bus/models/bus.py); an idle
# websocket is pinged after 40 to 60 s (INACTIVITY_TIMEOUT in addons/bus/websocket.py).
IDLE = 65
CHANNEL = "proxy_health_probe"

# Files that some series have and others have not.
STATIC = [
    "/web/static/img/favicon.ico",
    "/web/static/src/img/favicon.ico",
    "/web/static/src/js/boot.js",
    "/web/static/src/boot.js",
    "/web/static/src/module_loader.js",
    "/web/static/src/core/utils/arrays.js",
    "/web/static/src/core/network/rpc.js",
    "/web/static/lib/jquery/jquery.js",
    "/bus/static/src/js/longpolling_bus.js",
    "/bus/static/src/workers/websocket_worker.js",
    "/bus/static/src/workers/bus_worker_script.js",
    "/bus/static/src/services/bus_service.js",
]


@dataclass(frozen=True)
class Question:
    """A name, what asks it of a port, and whether the answer takes a minute."""

    name: str
    ask: Callable
    long: bool = False


def _get(name, path, **options):
    return Question(name, partial(_request, "GET", path, **options))


def _request(method, path, port, **options):
    return request(port, method, path, **options)


def _long_line(name, path):
    """A request line of 8192 bytes, which gevent refuses and Werkzeug and nginx take.

    MAX_REQUEST_LINE in gevent/pywsgi.py: so it tells who answers a path.
    """
    around = len(f"GET {path}?x= HTTP/1.1\r\n")
    return _get(name, f"{path}?x={'a' * (8192 - around)}", mark=_start)


def _json(name, path, **params):
    return Question(name, lambda port: call(port, path, **params))


class _Page(HTMLParser):
    """What a page of Odoo's tells about itself."""

    def __init__(self):
        super().__init__()
        self.marks = {"metas": [], "assets": [], "inputs": [], "links": []}

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "meta" and told.get("name"):
            self.marks["metas"].append(f"{told['name']}: {told.get('content')}")
        if tag == "script" and told.get("src"):
            self.marks["assets"].append(told["src"])
        if tag == "link" and told.get("href"):
            self.marks["assets"].append(told["href"])
        if tag == "input" and told.get("name"):
            self.marks["inputs"].append(told["name"])
        if tag == "a" and told.get("href"):
            self.marks["links"].append(told["href"])


def marks(body):
    """A page's marks instead of the page: title, metas, files, fields, links."""
    text, page = body.decode(errors="replace"), _Page()
    page.feed(text)
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    return {"title": title and title[1].strip(), "bytes": len(body), **page.marks}


def _start(body):
    """A body's first bytes: who wrote a refusal."""
    return {"start": body[:100].decode(errors="replace")}


def size(body):
    """Only how long a body is."""
    return {"bytes": len(body)}


ODOO = [
    _json("version_info", "/web/webclient/version_info"),
    _get("version_info by GET", "/web/webclient/version_info"),
    _get("web version", "/web/version"),
    _get("json version", "/json/version"),
    _json("common version", "/jsonrpc", service="common", method="version", args=[]),
    _get("web health", "/web/health"),
    _get("websocket health", "/websocket/health"),
    _get("longpolling health", "/longpolling/health"),
    _get("root", "/", mark=marks),
    _get("login", "/web/login", mark=marks),
    _get("nowhere", "/proxy_health_is_not_here", mark=marks),
    _get("nowhere below websocket", "/websocket/proxy_health_is_not_here", mark=marks),
    _get("below longpolling", "/longpolling/proxy_health_is_not_here", mark=marks),
    _get("database selector", "/web/database/selector", mark=marks),
    _get("database manager", "/web/database/manager", mark=marks),
    _json("database list", "/web/database/list"),
    _get("websocket worker", "/bus/websocket_worker_bundle", mark=size),
    _long_line("long line at root", "/web/login"),
    _long_line("long line at websocket", "/websocket/health"),
    _long_line("long line at longpolling", "/longpolling/health"),
    *[_get(f"static {path}", path, mark=size) for path in STATIC],
]

# Those of them that a wrong proxy answers otherwise than a right one.
WAY = [
    question
    for question in ODOO
    if re.search("version_info$|health|login|below|long line", question.name)
]

CHOICE = [
    *[q for q in ODOO if not q.name.startswith("static ")],
    _json("poll", "/longpolling/poll", channels=[CHANNEL], last=0),
]


def bus(longpolling, version):
    """The questions about the bus of that era; `version` is what a handshake names.

    Those of the other era are asked too, as far as they end at once.
    """
    return [*_shakes(version), *_polls(longpolling)]


def _shakes(version):
    def shake(name, path="/websocket", long=False, **options):
        return Question(name, lambda port: handshake(port, path, **options), long)

    named = f"/websocket?version={version}" if version else "/websocket"
    keep = {"seconds": IDLE, "long": True}
    return [
        _get("websocket without handshake", "/websocket"),
        shake("handshake", named),
        shake("handshake held", named, **keep),
        shake("handshake without version"),
        shake("handshake without version or browser", drop=["User-Agent"]),
        shake("handshake with wrong version", "/websocket?version=1.0-0"),
        shake("handshake without Upgrade", named, drop=["Upgrade"]),
        shake("handshake without Connection", named, drop=["Connection"]),
        shake("handshake without both", named, drop=["Upgrade", "Connection"]),
        shake("handshake with Connection: close", named, Connection="close"),
        shake("handshake without Origin", named, drop=["Origin"]),
        shake("handshake without key", named, drop=["Sec-WebSocket-Key"]),
        shake("handshake of version 12", named, Sec_WebSocket_Version="12"),
        shake("handshake with lost session", named, Cookie=f"session_id={'0' * 40}"),
        shake("handshake below", "/websocket/proxy_health_is_not_here"),
        shake("handshake elsewhere", "/proxy_health_is_not_here"),
        shake("handshake at longpolling", "/longpolling/poll"),
    ]


def _polls(longpolling):
    path = "/longpolling/poll"
    quick = [
        _get("poll by GET", path),
        Question("poll without JSON", partial(_request, "POST", path)),
        _json("poll without channels", path),
        _get("longpolling itself", "/longpolling"),
        _json("im_status", "/longpolling/im_status", partner_ids=[3]),
    ]
    if not longpolling:
        return [*quick, _json("poll", path, channels=[CHANNEL], last=0)]
    return [
        *quick,
        Question("poll held", partial(timed, _polled), long=True),
        Question(
            "poll with lost session", partial(timed, _polled_as_nobody), long=True
        ),
        Question("poll with news", partial(timed, _poll_with_news), long=True),
        Question("four polls at once", _four_polls, long=True),
    ]


def _polled(port, *headers, channel=0):
    # A channel of its own for each proxy: news for one are none for the others.
    params = {"channels": [f"{CHANNEL}_{port}_{channel}"], "last": 0}
    body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params, "id": 1})
    lines = ["Content-Type: application/json", f"User-Agent: {BROWSER}", *headers]
    return request(port, "POST", "/longpolling/poll", lines, body.encode())


def _polled_as_nobody(port):
    return _polled(port, f"Cookie: session_id={'0' * 40}")


def _poll_with_news(port):
    """A poll, and 3 s later a message for it, sent by somebody who is not logged in."""
    sent = {}

    def send():
        sleep(3)
        channel = f"{CHANNEL}_{port}_1"
        sent.update(call(port, "/longpolling/send", channel=channel, message="hello"))

    sender = Thread(target=send)
    sender.start()
    answer = _polled(port, channel=1)
    sender.join()
    return {**answer, "sent": sent}


def _four_polls(port):
    """The status and the seconds of each of four polls at once: two more than workers."""
    with ThreadPoolExecutor(4) as pool:
        polls = [pool.submit(timed, partial(_polled, port)) for _ in range(4)]
    told = [poll.result() for poll in polls]
    each = [f"{one.get('status')} after {one['seconds']} s" for one in told]
    return {"each": sorted(each)}
