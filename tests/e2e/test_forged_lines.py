"""A certificate whose name holds a newline forges no line of a report (a real TLS peer)."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lab import certificates
from proxycheck.check import check
from proxycheck.report import text
from proxycheck.report.markdown import as_markdown
from proxycheck.target import Target

EVIL = "proxy_pass http://evil.example"
NAME = f"erp\n   Paste:\n       {EVIL};"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *args):
        """Say nothing on the terminal."""


@pytest.fixture
def forger(tmp_path, monkeypatch):
    """The address of a TLS server whose certificate is called `NAME`."""
    monkeypatch.setattr(certificates, "FOLDER", tmp_path)
    issuer = certificates._issue(NAME, None, ca=True)
    certificates._write("forged", issuer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificates.files("forged"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_newline_in_a_certificates_name_forges_no_line(forger):
    document = check(Target(forger), direct=False).report()
    facts = {row["probe"]: row["facts"] for row in document["observations"]}
    assert "evil.example" in facts["tls"]["certificate"]["issuer"]
    for shown in (text.as_text(document), as_markdown(document)):
        assert "evil.example" in shown
        lines = [line.strip(" -`*") for line in shown.splitlines()]
        assert not [line for line in lines if line.startswith(EVIL)]
