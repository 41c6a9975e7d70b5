"""What the proxy does to each block, as a table: a row for each thing that Odoo needs.

Made from a report alone, by what it holds of observations, findings and passed rules.
A cell is judged by the rules about its directive in its block, and by nothing else.
"""

# Long, for each line of the table is read in its own way.

from collections.abc import Callable
from dataclasses import dataclass

from ..judge.facts import Facts
from ..judge.sentences import size
from ..probes.stream import TOGETHER_MS
from ..registry import rules
from ..translatable import _lt
from ..words import PUBLIC, Severity, Status, Word
from .timeouts import timeouts

ABSENT = _lt("absent")
#: The blocks, and the locations of rules and findings that are about each.
BLOCKS = {
    "/": ("/", "/web"),
    "/websocket": ("/websocket", "/websocket/"),
    "/web/static": ("/web/static",),
}


class State(Word):
    """What is known of a cell."""

    WRONG = "wrong"  # a finding is about it
    ADVICE = "advice"  # an advice is about it
    IN_ORDER = "in_order"  # a rule about it passed
    SEEN = "seen"  # measured, and no rule judges it
    NOT_MEASURED = "not_measured"
    NO_MATTER = "no_matter"  # Odoo needs nothing of this here


@dataclass(frozen=True)
class Row:
    """A thing that Odoo needs: how it is read of a block's facts, and whose rules judge it.

    `read` gets the `Facts` by probe and the block; it returns a text, `ABSENT`, or None
    where nothing was seen. `directives` are those of the rules. `blocks`: where it
    matters.
    """

    name: str
    title: str
    read: Callable
    directives: tuple
    blocks: tuple = ("/", "/websocket")


def table(report, translate=str):
    """Return ``{"columns": [block], "rows": [{"name", "title", "cells": [cell]}]}``.

    A cell is ``{"value", "state", "code"}``: `code` names the finding that is about it,
    `value` is a text in the reader's language, empty where nothing was measured.
    """
    seen = _facts(report)
    return {
        "columns": list(BLOCKS),
        "rows": [
            {
                "name": row.name,
                "title": translate(row.title),
                "cells": [
                    _cell(row, block, seen, report, translate) for block in BLOCKS
                ],
            }
            for row in ROWS
        ],
    }


def table_lines(report):
    """Return the table as lines of text, without what was not measured."""
    made = table(report)
    lines = []
    for row in made["rows"]:
        cells = [
            f"{block} {cell['value']}{SUFFIXES.get(cell['state'], '')}"
            for block, cell in zip(made["columns"], row["cells"], strict=True)
            if cell["value"]
        ]
        lines += [f"  {row['title']}: {'; '.join(cells)}"] if cells else []
    return ["What the proxy does:", *lines, ""] if lines else []


SUFFIXES = {State.WRONG: " (wrong)", State.ADVICE: " (see advice)"}


def _facts(report):
    """Return the `Facts` by probe: the server's, where it saw none the browser's."""
    return {
        row["probe"]: Facts(row["facts"])
        for vantage in reversed(PUBLIC)
        for row in report["observations"]
        if row["vantage"] == vantage and row["status"] == Status.SEEN
    }


def _cell(row, block, seen, report, translate):
    if block not in row.blocks:
        return {"value": "", "state": State.NO_MATTER.value, "code": ""}
    value = row.read(seen, block)
    if value is None:
        return {"value": "", "state": State.NOT_MEASURED.value, "code": ""}
    state, code = _judged(row, block, report)
    if value == ABSENT and state is State.IN_ORDER:
        state = State.SEEN  # what is not there is in order for nobody
    return {"value": translate(value), "state": state.value, "code": code}


def _judged(row, block, report):
    for finding in report["findings"]:  # worst first
        if finding["directive"] in row.directives and _in(finding["location"], block):
            advice = finding["severity"] == Severity.INFO
            return (State.ADVICE if advice else State.WRONG), finding["code"]
    passed = set(report["passed"])
    about = {
        code
        for code, rule in rules().items()
        if set(rule.directives) & set(row.directives) and _in(rule.location, block)
    }
    return (State.IN_ORDER if about & passed else State.SEEN), ""


def _in(location, block):
    """Whether a finding's location is this block; one without location is all of them."""
    return not location or location in BLOCKS[block]


# How each is read


def _echo(seen, block):
    """Return what of a plain request to a block reached this very Odoo, or nothing."""
    names = {"/": "echo", "/websocket": "echo_websocket"}
    facts = seen.get(names.get(block, ""), Facts())
    return facts if facts.proven else Facts()


def _process(seen, block):
    echo = _echo(seen, block)
    if not echo:
        return None
    return _lt("real-time process") if echo.flag("evented") else _lt("HTTP process")


def _header(name):
    def read(seen, block):
        echo = _echo(seen, block)
        return (echo.received(name) or ABSENT) if echo else None

    return read


def _handshake(name):
    """A header of the handshake: it arrived where the websocket opened, else by the echo."""

    def read(seen, _block):
        handshake = seen.get("handshake", Facts())
        if not handshake:
            return None
        if handshake.flag("accept_ok"):
            return _lt("passed on")
        return (handshake.received(name) or ABSENT) if handshake.proven else None

    return read


def _http_version(seen, block):
    return _echo(seen, block).text("http_version") or None


def _read_timeout(seen, block):
    return timeouts(seen).get(block)


def _buffering(seen, block):
    names = {"/": "stream", "/websocket": "stream_websocket"}
    stream = seen.get(names[block], Facts())
    size, spread = stream.number("body_bytes"), stream.number("spread_ms")
    # A 404 or a redirect comes in one piece, buffered or not; what was cut tells nothing.
    whole = stream.status == 200 and size and size == stream.number("expected_bytes")
    if not whole or spread is None:
        return None
    return _lt("on") if spread < TOGETHER_MS else _lt("off")


def _upload(seen, block):
    body_limit = seen.get("body_limit", Facts())
    path, wanted = (
        body_limit.part("paths").part(block),
        body_limit.number("wanted_bytes"),
    )
    limit = path.number("limit_bytes")
    if limit is not None:
        return size(limit)
    passes = path.answered and not path.flag("refused") and wanted
    return f"≥ {size(wanted)}" if passes else None


def _compression(seen, _block):
    static = seen.get("static", Facts())
    style = static.part("style")
    if style.status != 200:
        return None
    return style.text("encoding") or _lt("off")


def _caching(seen, _block):
    static = seen.get("static", Facts())
    if static.status != 200:
        return None
    return static.header("cache-control") or static.header("expires") or ABSENT


def _header_row(name):
    title = "-".join(
        part.upper() if part == "ip" else part.title() for part in name.split("-")
    )
    return Row(name, title, _header(name), (f"proxy_set_header {title}",))


WEBSOCKET, STATIC = ("/websocket",), ("/web/static",)
ROWS = (
    Row(
        "process",
        _lt("Process it reaches"),
        _process,
        ("proxy_pass", "upstream", "location /websocket", "workers", "gevent_port"),
    ),
    *map(
        _header_row,
        (
            "host",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-for",
            "x-real-ip",
        ),
    ),
    Row(
        "upgrade",
        "Upgrade",
        _handshake("upgrade"),
        ("proxy_set_header Upgrade", "proxy_pass", "location /websocket"),
        WEBSOCKET,
    ),
    Row(
        "connection",
        "Connection",
        _handshake("connection"),
        ("proxy_set_header Connection", "map", "proxy_pass", "location /websocket"),
        WEBSOCKET,
    ),
    Row(
        "http_version",
        _lt("HTTP version to Odoo"),
        _http_version,
        ("proxy_http_version",),
    ),
    Row("read_timeout", _lt("Read timeout"), _read_timeout, ("proxy_read_timeout",)),
    Row("buffering", _lt("Buffering"), _buffering, ("proxy_buffering",)),
    Row("upload", _lt("Upload limit"), _upload, ("client_max_body_size",), ("/",)),
    Row("compression", _lt("Compression"), _compression, ("gzip",), STATIC),
    Row("caching", _lt("Caching by browsers"), _caching, ("expires",), STATIC),
)
