"""Attacks that need a second machine, or a browser with a login."""

import socket
import threading
from contextlib import contextmanager

import places
import pytest
import requests
from playwright.sync_api import expect
from test_browser import browser, log_in, page  # noqa: F401 - fixtures

from lab.commands import LabError


@contextmanager
def listening(answer):
    """A machine that answers this to everybody, and its address and callers."""
    server = socket.create_server(("127.0.0.1", 0))
    callers = []

    def serve():
        while True:
            try:
                connection, caller = server.accept()
            except OSError:
                return
            callers.append(caller)
            with connection:
                connection.settimeout(5)
                try:
                    connection.recv(65536)
                    connection.sendall(answer)
                except OSError:
                    continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server.getsockname()[1], callers
    finally:
        server.close()


def redirecting_to(location):
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n" + (
        "Content-Length: 0\r\nConnection: close\r\n\r\n"
    )


def test_a_redirect_to_another_host_is_reported_and_not_followed(lab):
    with listening(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as (inner, callers):
        location = f"http://localhost:{inner}/latest/meta-data"
        with listening(redirecting_to(location).encode()) as (outer, _callers):
            report = lab.odoo.rpc(
                "proxy.health.check", "run_check", base_url=f"http://127.0.0.1:{outer}"
            )
    assert not callers
    assert "redirected_elsewhere" in [found["code"] for found in report["findings"]]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://x", "http://a:b@c"])
def test_only_web_addresses_are_probed(lab, url):
    with pytest.raises(LabError, match="422"):
        lab.odoo.rpc("proxy.health.check", "run_check", base_url=url)


def test_a_key_is_made_shown_once_and_revoked_in_the_settings(lab, page):  # noqa: F811
    proxy = lab.serve("healthy")
    log_in(page, proxy.url)
    page.goto(proxy.url + places.settings())
    page.click(".settings_tab [data-key=proxy_health]")
    page.get_by_role("button", name="New key").click()
    page.fill(".modal [name=name] input", "a monitor")
    page.get_by_role("button", name="Make the key").click()
    page.fill(".modal input[type=password]", "admin")
    page.get_by_role("button", name="Confirm Password").click()
    key = page.locator(".modal [name=secret]").inner_text().split()[0]
    page.get_by_role("button", name="Done").click()
    assert status(lab, key) in (200, 503)
    page.get_by_role("button", name="Show and revoke keys").click()
    row = page.get_by_role("row").filter(has_text="a monitor").last
    expect(row).to_be_visible()
    assert key not in page.content()
    row.get_by_role("button", name="Revoke").click()
    expect(row).to_be_hidden()
    assert status(lab, key) == 401


def status(lab, key):
    headers = {"Authorization": f"Bearer {key}"}
    url = f"{lab.odoo.url}/proxy_health/status"
    return requests.get(url, headers=headers, timeout=20).status_code
