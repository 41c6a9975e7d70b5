"""Reads a log of any size, block by block, and counts the messages that are known."""

import re
from typing import Any

from . import lines, own
from .catalogue import BROWSER, NGINX_ACCESS, NGINX_ERROR, ODOO, statuses
from .finder import Finder
from .paths import path_of_address, place_of, server_of
from .tally import Tally

#: Bytes that are read at once: enough that a line costs more than a block.
BLOCK = 1024 * 1024
#: What ends the name of an exception in the last line of a traceback.
RAISED = b": "
#: No name of an exception is longer.
MAX_NAME = 100
SPACE = ord(" ")
#: The path of the request and the upstream, as far as an error tells them
#: (ngx_http_log_error_handler in src/http/ngx_http_request.c).
DETAIL = re.compile(
    rb'(?:[^\n]*?, request: "[A-Z]+ ([^ "\n]*)[^"\n]*")?'
    rb'(?:, (?:sub)?request: "[^"\n]*")?(?:, upstream: "([^"\n]*))?'
)
#: No message of a console is without one of these, and hardly any other text has one.
CONSOLE = (
    b"ebSocket",
    b"ebsocket",
    b"ws://",
    b"wss://",
    b"Content Security Policy",
    b"Content-Security-Policy",
    b"Mixed Content",
    b"mixed active content",
    b"net::ERR_",
    b"with a status of ",
    b"Real-time connection",
    b"outdated version",
    b"CloseEvent",
)


class Reader:
    """Takes blocks of whole lines (`feed`); `tally` has what they held.

    `seconds` are stamps of the time in which a check of ours ran.
    """

    def __init__(self, seconds=frozenset()):
        self.tally = Tally()
        self.seconds = seconds
        self._errors, self._odoo, self._console = map(
            Finder, (NGINX_ERROR, ODOO, BROWSER)
        )
        self._statuses = statuses()
        self._latest: re.Match | None = None

    def read(self, stream):
        """Read a binary stream to its end; return the `Tally`."""
        rest = b""
        while chunk := stream.read(BLOCK):
            block = rest + chunk
            cut = block.rfind(b"\n") + 1
            if not cut and len(block) >= BLOCK:
                # A line that fills a block is no line of a log: it goes in pieces.
                block, cut = block + b"\n", len(block) + 1
            self.feed(block[:cut])
            rest = block[cut:]
        if rest:
            self.feed(rest + b"\n")
        return self.tally

    # Long, for it is the loop over all lines: what it calls costs more than what it does.
    def feed(self, block):
        """Count what the lines of a block say."""
        console = any(word in block for word in CONSOLE)
        wanted, odoo = self._statuses, self._odoo.may_match.match
        answered = errors = said = others = 0
        for line in lines.LINE.finditer(block):
            shape = line.lastindex or lines.OTHER
            if shape == lines.ANSWERED:
                answered += 1
                if line[lines.STATUS] in wanted:
                    self._answered(block, line)
            elif shape == lines.ODOO_LINE:
                said += 1
                self._latest = line
                if odoo(block, line.start(shape), line.end()):
                    self._odoo_said(block, line.start(shape), line.end())
            elif shape == lines.OTHER:
                others += 1
                # Of a traceback only the last line is not indented.
                if console or block[line.start()] != SPACE:
                    self._other(block, line.start(), line.end(), console)
            else:
                errors += 1
                self._nginx_said(block, line, line.start(shape))
        self._lines(answered, errors, said, others)

    def _lines(self, answered, errors, said, others):
        self.tally.other += others
        counted = {NGINX_ACCESS: answered, NGINX_ERROR: errors, ODOO: said}
        for log, number in counted.items():
            self.tally.lines[log] += number

    def _answered(self, block, line):
        path, area = place_of(line[lines.PATH])
        kind = self._statuses[line[lines.STATUS]].get(area)
        if kind is None:
            return
        stamp = line[lines.ANSWER_TIME]
        ours = block.find(own.AGENT, line.end(lines.STATUS), line.end()) >= 0
        ours = ours or self._is_ours(stamp, path)
        time = (lines.ANSWER_TIME, stamp)
        self.tally.add(kind, area, time, path, "", None, ours)

    def _nginx_said(self, block, line, start):
        found = self._errors.begun(block, start, line.end())
        if found is None:
            return
        match, kind = found
        # It matches everywhere, since all of it may be missing.
        detail: Any = DETAIL.match(block, match.end(), line.end())
        time = (lines.ERROR_TIME, line[lines.ERROR_TIME])
        self._count(match, kind, time, detail[1] or b"", server_of(detail[2] or b""))

    def _odoo_said(self, block, start, end):
        found = self._odoo.begun(block, start, end)
        if found:
            stamp = self._latest and self._latest[lines.ODOO_TIME]
            match, kind = found
            self._count(match, kind, stamp and (lines.ODOO_TIME, stamp))
        return bool(found)

    def _other(self, block, start, end, console):
        colon = block.find(RAISED, start, min(end, start + MAX_NAME))
        if colon >= 0 and self._odoo_said(block, colon + len(RAISED), end):
            self.tally.claim(ODOO)
            return
        found = console and self._console.within(block, start, end)
        if found:
            self.tally.claim(BROWSER)
            match, kind = found
            self._count(match, kind, None, path_of_address(block[start:end]))

    def _count(self, found, kind, time, path=b"", upstream=""):
        path, area = place_of(path)
        ours = self._is_ours(time and time[1], path)
        value = found[1] if kind.has_value else None
        self.tally.add(kind, area, time, path, upstream, value, ours)

    def _is_ours(self, stamp, path):
        return own.ROUTE in path or (stamp in self.seconds and own.is_asked(path))
