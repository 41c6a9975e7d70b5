"""What real nginx, Odoo and Chromium write is recognised for what it is."""

# Long, for each message needs what causes it.

import contextlib
import http.client
import io
import socket
import subprocess
import threading
from datetime import timezone

import pytest
from playwright.sync_api import sync_playwright
from screen import launch

from lab import nginx as servers
from lab import peers, world
from lab.commands import wait_until
from lab.folders import LOGS
from lab.ports import LOOPBACK, free_port
from proxycheck.logs.explained import explain

LONG = "x" * 3000
CONFIGURATION = """
limit_req_zone $binary_remote_addr zone=asked:1m rate=1r/m;
upstream given_up {{ server {dead} max_fails=1; server {dead} max_fails=1; }}
server {{ listen unix:inner.sock; location /closed {{ return 444; }}
    location /long {{ add_header X-Long {long}; return 200; }} }}
server {{
    listen @LISTEN@;
    location /refused {{ proxy_pass http://{dead}; }}
    location /silent {{ proxy_pass http://{mute}; proxy_read_timeout 1s; }}
    location /full {{ proxy_pass http://{full}; proxy_connect_timeout 1s; }}
    location /cut {{ proxy_pass http://{cut}; proxy_read_timeout 1s; }}
    location /websocket {{
        proxy_pass http://{cut}; proxy_read_timeout 1s; proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
    }}
    location /given-up {{ proxy_pass http://given_up; }}
    location /garbage {{ proxy_pass http://{garbage}; }}
    location /tls {{ proxy_pass https://{other}; }}
    location /closed {{ proxy_pass http://unix:inner.sock; }}
    location /long {{ proxy_pass http://unix:inner.sock; proxy_buffer_size 1k; }}
    location /small {{ client_max_body_size 1k; proxy_pass http://{other}; }}
    location /buffered {{ client_body_buffer_size 1k; proxy_pass http://{other}; }}
    location /limited {{ limit_req zone=asked; proxy_pass http://{other}; }}
    location /denied {{ deny all; }}
    location /password {{ auth_basic odoo; auth_basic_user_file /dev/null; }}
    location /file {{ root html; }}
    location /folder {{ alias .; }}
    location /cycle {{ rewrite ^ /cycle last; }}
    location /name {{ set $name nowhere.invalid; proxy_pass http://$name; }}
    location /policy {{ default_type text/html; return 200 "policy";
        add_header Content-Security-Policy "connect-src 'none'"; }}
}}
"""
#: Path -> the kind of what nginx's error log says, and the status in its access log.
CAUSES = {
    "/refused": ("upstream_refused", 502),
    "/silent": ("upstream_timed_out_response", 504),
    "/full": ("upstream_timed_out_connecting", 504),
    "/cut": ("upstream_timed_out_body", 200),
    "/websocket": ("upstream_timed_out_upgraded", 101),
    "/given-up": ("no_live_upstreams", 502),
    "/garbage": ("upstream_not_http", 502),
    "/tls": ("tls_handshake_with_upstream", 502),
    "/closed": ("upstream_closed_early", 502),
    "/long": ("response_header_too_big", 502),
    "/small": ("request_body_too_large", 413),
    "/buffered": ("request_body_buffered", 200),
    "/limited": ("requests_limited_by_zone", 503),
    "/denied": ("access_forbidden", 403),
    "/password": ("password_refused", 401),
    "/file": ("file_not_found", 404),
    "/folder/": ("directory_forbidden", 403),
    "/cycle": ("internal_cycle", 500),
    "/name": ("name_not_resolved", 502),
}
#: What nginx says of a configuration that it refuses or doubts.
BROKEN = {
    "duplicate_location": "server { location /a { } location /a { } }",
    "unknown_directive": "proxy_passs http://127.0.0.1;",
    "unknown_variable": "server { return 200 $connection_upgrade; }",
    "configuration_broken": "server { client_max_body_size; }",
    "host_not_found": "upstream a { server nowhere.invalid; }",
    "conflicting_server_name": "server { listen 127.0.0.1:9; server_name a; }" * 2,
    "certificate_not_loaded": "server { listen 127.0.0.1:9 ssl; ssl_certificate"
    " /nowhere.pem; ssl_certificate_key /nowhere.key; }",
}
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Origin": "http://127.0.0.1",
}


def read(text):
    """What is said of a log: ``{code: message}``."""
    told = explain(io.BytesIO(text.encode()), zone=timezone.utc)
    return {one["code"]: one for one in told["messages"]}


def cut_short(server):
    """Accept for ever; begin an answer, or a websocket, and say no more."""
    while True:
        connection, _address = server.accept()
        asked = connection.recv(65536)
        upgraded = b"pgrade: websocket" in asked
        head = "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade"
        other = "200 OK\r\nContent-Length: 99"
        answer = f"HTTP/1.1 {head if upgraded else other}\r\n\r\nx"
        connection.sendall(answer.encode())
        KEPT.append(connection)


KEPT = []


@contextlib.contextmanager
def neighbours():
    """``{name: host:port}`` of what stands behind nginx; `full` accepts nobody any more."""
    with socket.create_server((LOOPBACK, 0)) as cut, socket.socket() as full:
        threading.Thread(target=cut_short, args=(cut,), daemon=True).start()
        full.bind((LOOPBACK, 0))
        full.listen(0)
        for _waiting in range(4):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(full.getsockname())
            KEPT.append(client)
        own = {"cut": cut.getsockname()[1], "full": full.getsockname()[1]}
        yield {
            name: f"{LOOPBACK}:{port}"
            for name, port in {**peers.start(), **own}.items()
        }


def ask(port, path, method="GET", body=None, headers=None, seconds=10):
    """The status of one answer; what breaks off is none."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=seconds)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        answer.read()
        # A websocket is open until nginx has had enough of it.
        while answer.status == 101 and connection.sock and connection.sock.recv(99):
            pass
        return answer.status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def ask_all(port):
    """Ask for each path so that nginx has something to write."""
    for path in CAUSES:
        large = path in ("/small", "/buffered")
        headers = UPGRADE if path == "/websocket" else {}
        times = 2 if path in ("/given-up", "/limited") else 1
        for _time in range(times):
            ask(
                port, path, "POST" if large else "GET", LONG if large else None, headers
            )


@pytest.mark.parametrize("kind", ["debian", "wheel"])
def test_what_nginx_writes_of_requests_is_recognised(kind):
    with neighbours() as places:
        text = CONFIGURATION.format(long=LONG, **places)
        nginx = servers.Nginx(world.parse(text, "logs"), {}, kind=kind).start()
        try:
            ask_all(nginx.port)
            log = nginx.prefix / "access.log"
            wait_until(
                lambda: "/name" in log.read_text(), 10, "The last line of the log"
            )
            written, answers = nginx.error_log.read_text(), log.read_text()
        finally:
            nginx.forget()
    told = read(written)
    missing = {code for code, _status in CAUSES.values()} - set(told)
    assert not missing, written
    for path, (code, _status) in CAUSES.items():
        assert path in {one["text"] for one in told[code]["paths"]}, code
    statuses = {status for _code, status in CAUSES.values()}
    assert {
        f"answered_{status}" for status in statuses & {413, 401, 502, 503, 504}
    } <= set(read(answers))


@pytest.mark.parametrize("code", BROKEN)
def test_what_nginx_says_of_a_configuration_is_recognised(code, tmp_path):
    head = f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}} http {{ "
    (tmp_path / "nginx.conf").write_text(f"{head}{BROKEN[code]} }}")
    command = [servers.binary("debian"), "-t", "-c", tmp_path / "nginx.conf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert list(read(done.stderr)) == [code], done.stderr


def test_what_odoo_writes_of_a_handshake_is_recognised(lab):
    log = LOGS / f"{lab.server.name}.log"
    before = log.stat().st_size
    key = {"Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw=="}
    assert ask(lab.server.http, "/websocket", headers={**UPGRADE, **key}) == 500
    # gevent gives the answer no body that a client could read to its end.
    ask(lab.server.gevent, "/websocket", headers=UPGRADE, seconds=1)

    def told():
        return read(log.read_bytes()[before:].decode())

    expected = {"websocket_not_bound", "handshake_headers_missing"}
    wait_until(lambda: expected <= set(told()), 10, "Odoo's log")
    missing = told()["handshake_headers_missing"]["values"]
    assert "sec-websocket-key" in {one["text"] for one in missing}


def test_what_chromium_writes_is_recognised():
    with neighbours() as places, sync_playwright() as playwright:
        text = CONFIGURATION.format(long=LONG, **places)
        nginx = servers.Nginx(world.parse(text, "console"), {}).start()
        try:
            lines = console_of(playwright, nginx.url)
        finally:
            nginx.forget()
    assert set(read("\n".join(lines))) == {
        "websocket_refused_with_status",
        "websocket_failed",
        "csp_refused",
        "resource_refused",
    }, lines


def console_of(playwright, url):
    """What the console says of websockets, of a policy and of an upload that is too large."""
    lines = []
    browser = launch(playwright)
    page = browser.new_page()
    page.on("console", lambda message: lines.append(message.text))
    page.goto(f"{url}/file")
    closed = "(url) => new Promise((done) => { new WebSocket(url).onclose = done; })"
    page.evaluate(closed, f"{url}/refused".replace("http", "ws", 1))
    page.evaluate(closed, f"ws://{LOOPBACK}:{free_port()}/websocket")
    page.evaluate(
        "(body) => fetch('/small', {method: 'POST', body}).catch(() => 0)", LONG
    )
    page.goto(f"{url}/policy")
    page.evaluate("() => fetch('/file').catch(() => 0)")
    browser.close()
    return lines
