"""The command line as a stranger uses it: no key, and an Odoo without the addon."""

import json
import os
import subprocess
import sys

import pytest

from lab import database, stage
from lab.folders import HOME, ROOT

DATABASE = "without_addon"

#: Proxies whose websocket is dead, each in another way.
DEAD = [
    "websocket_upgrade_header_missing",
    "websocket_upgrade_and_connection_missing",
    "websocket_connection_header_wrong.emptied",
    "websocket_map_inverted",
    "websocket_location_missing",
    "websocket_location_with_slash",
    "websocket_sent_to_http_port",
    "websocket_upstream_dead",
    "websocket_upstream_silent",
    "websocket_path_rewritten",
    "answered_by_return.503",
    "access_denied",
]


@pytest.fixture(scope="module")
def stranger(lab):
    """An Odoo that has never heard of the addon."""
    stage.fresh_copy(DATABASE)
    with lab.variant("without-addon", db=DATABASE) as server:
        yield server
    database.drop(DATABASE)


def outside(url, *more):
    """The exit code and the report of the command line without a key."""
    command = [sys.executable, "-m", "proxycheck", url, "--json", *more]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize("world", DEAD)
def test_a_dead_websocket_is_never_called_healthy(lab, stranger, world):
    with lab.proxy(world, server=stranger) as proxy:
        code, report = outside(proxy.url)
    assert report["verdict"] in ("unknown", "broken"), report["verdict"]
    assert code == {"unknown": 3, "broken": 2}[report["verdict"]]
    [handshake] = [o for o in report["observations"] if o["probe"] == "handshake"]
    assert handshake["status"] == "seen", handshake


@pytest.mark.parametrize("world", ["documentation_sample", "browsers_only"])
def test_a_websocket_that_opens_is_healthy(lab, stranger, world):
    with lab.proxy(world, server=stranger) as proxy:
        code, report = outside(proxy.url)
    assert (code, report["verdict"]) == (0, "healthy"), report["findings"]


def test_what_cannot_be_proven_is_named_in_words(lab, stranger):
    command = [sys.executable, "-m", "proxycheck"]
    with lab.proxy("websocket_sent_to_http_port", server=stranger) as proxy:
        done = subprocess.run(
            [*command, proxy.url], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
    assert (
        "Unknown: Odoo answered, but no real-time message was seen to arrive."
        in done.stdout
    )
    assert "Websocket: HTTP 500 from Odoo." in done.stdout
    assert "Timeouts were not measured: a full check does that." in done.stdout


def signed_in(url, password="admin"):
    """What the command said after it signed in as the lab's administrator."""
    command = [sys.executable, "-m", "proxycheck", url, "--login", "admin", "--json"]
    ours = {**os.environ, "ODOO_PROXY_HEALTH_PASSWORD": password}
    return subprocess.run(
        command, cwd=ROOT, env=ours, capture_output=True, text=True, timeout=60
    )


def settings_of(db):
    """What the users' settings hold, but for the date of their last change."""
    with database.cursor(db) as cr:
        cr.execute("SELECT to_jsonb(s) - 'write_date' FROM res_users_settings s")
        return cr.fetchall()


def test_who_signs_in_sees_a_notification_arrive_and_changes_nothing(lab, stranger):
    sessions = stranger.installation.data / "sessions"
    with lab.proxy("documentation_sample", server=stranger) as proxy:
        signed_in(proxy.url)  # the first sign-in of all makes the user's settings
        before = settings_of(stranger.db)
        done = signed_in(proxy.url)
    assert before and settings_of(stranger.db) == before
    report = json.loads(done.stdout)
    assert (done.returncode, report["verdict"]) == (0, "healthy"), report["findings"]
    assert report["roundtrip"]["delivered"] is True
    assert 0 < report["roundtrip"]["latency_ms"] < 5000
    said = done.stdout + done.stderr
    known = [path.name for path in sessions.rglob("*") if path.is_file()]
    assert "session_id" not in said and not [sid for sid in known if sid in said]


def test_who_signs_in_sees_a_dead_websocket(lab, stranger):
    with lab.proxy("websocket_sent_to_http_port", server=stranger) as proxy:
        report = json.loads(signed_in(proxy.url).stdout)
    assert report["verdict"] in ("unknown", "broken")
    assert report["roundtrip"] == {
        "vantage": "server",
        "delivered": False,
        "latency_ms": None,
    }


def test_a_wrong_password_is_wrong_usage_and_is_not_repeated(lab, stranger):
    with lab.proxy("documentation_sample", server=stranger) as proxy:
        done = signed_in(proxy.url, "pa55-w0rd")
    assert (done.returncode, done.stdout) == (64, "")
    assert "does not take this login and password" in done.stderr
    assert "pa55-w0rd" not in done.stderr and "Traceback" not in done.stderr


def test_on_odoos_machine_the_proxy_is_told_apart_from_odoo(lab, stranger):
    with lab.proxy("site_upstream_dead", server=stranger) as proxy:
        _code, alone = outside(proxy.url)
        _code, beside = outside(
            proxy.url, "--odoo-config", HOME / f"{stranger.name}.conf"
        )
    assert "site_upstream_dead" not in [row["code"] for row in alone["findings"]]
    assert [row["code"] for row in beside["findings"]] == ["site_upstream_dead"]
    assert beside["odoo"]["workers"] == stranger.options["workers"]
