"""Odoos as they really answered (tests/recorded), served on a port of this machine."""

import json
import re
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "tests" / "recorded"
#: The questions that a recording answers (tests/lab/questions.py), by request.
QUESTIONS = {
    ("POST", "/web/webclient/version_info"): "version_info",
    ("POST", "/jsonrpc"): "common version",
    ("GET", "/web/version"): "web version",
    ("GET", "/web/login"): "login",
    ("GET", "/"): "root",
}
#: What stands for what differed from one time to the next (tests/lab/answers.py).
FILLED = {"<id>": "295", "<hash>": "0f2eb3a", "<session>": "0" * 40}


def series():
    """The series that were recorded."""
    found = FOLDER.glob("*/several_databases-direct_http.json")
    return sorted(int(path.parent.name) for path in found)


def answers(number, name):
    """The recorded answers of one series, asked in one way, by question."""
    path = FOLDER / str(number) / f"{name}.json"
    return json.loads(path.read_text())["answers"]


@contextmanager
def served(known, without=()):
    """Serve recorded answers; yield the address. Those `without` are 404s of nobody's."""
    known = {name: row for name, row in known.items() if name not in without}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, known))
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body leave together: apart, each waits 40 ms for an ACK

    def __init__(self, known, *connection):
        self.known = known
        super().__init__(*connection)

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        question = QUESTIONS.get((self.command, self.path.partition("?")[0]))
        row = self.known.get(question)
        if not row:
            return self._send(404, [], b"Not here.")
        kept = r"(?i)(content-type|location|set-cookie|x-frame-options|server):"
        headers = [line for line in row["headers"] if re.match(kept, line)]
        return self._send(row["status"], headers, _body(row).encode())

    do_POST = do_GET

    def _send(self, status, headers, body):
        self.send_response_only(status)
        for line in [*headers, f"Content-Length: {len(body)}"]:
            name, _colon, value = _filled(line).partition(": ")
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


def _body(row):
    """The body; of a page only its marks were recorded, and a page with these serves."""
    if "title" not in row:
        return _filled(row.get("body", ""))
    files = "".join(f'<script src="{path}"></script>' for path in row["assets"])
    page = f"<html><title>{row['title'] or ''}</title>{files}</html>"
    return _filled(page)


def _filled(text):
    for mark, instead in FILLED.items():
        text = text.replace(mark, instead)
    return text
