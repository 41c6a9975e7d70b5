"""The command line as a stranger uses it: no key, and an Odoo without the addon.

Real Odoo 19 stands behind every proxy of faults/ whose mistake can be seen so, and behind
all of healthy/. What cannot be seen is named by nothing: the file says what is named
instead (`# outside:`), or its rule has no way of judging from outside.
"""

import json
import os
import re
import subprocess
import sys

import pytest
from outside_table import Outside, is_untold, unseen, waiting, worlds
from polled import warm

from lab import database, stage
from lab.folders import HOME, ROOT

DATABASE = "without_addon"
#: Proxies of which the command itself is run: one that is broken, one that is well.
BROKEN, WELL = "websocket_sent_to_http_port", "documentation_sample"


@pytest.fixture(scope="module")
def stranger(lab):
    """An Odoo that has never heard of the addon."""
    stage.fresh_copy(DATABASE)
    with lab.variant("without-addon", db=DATABASE) as server:
        yield warm(server)
    database.drop(DATABASE)


@pytest.fixture(scope="module")
def seen(lab, stranger):
    """The checks of all proxies before it."""
    checks = Outside(lab, stranger, worlds(workers=2))
    yield checks
    checks.close()


@pytest.fixture(scope="module", autouse=True)
def held(lab, stranger):
    """The full checks, which wait for two minutes beside all other tests of this file."""
    checks = Outside(lab, stranger, waiting())
    yield checks
    checks.close()


@pytest.mark.parametrize("world", [world.name for world in worlds(workers=2)])
def test_a_cause_is_named_and_nothing_else(seen, world):
    complain(seen.row(world))


def test_how_many_causes_are_named(seen, figures):
    figures.append(f"Odoo 19: {seen.figures()}")


def test_what_nobody_can_see_accuses_nobody(lab, stranger):
    checks = Outside(lab, stranger, unseen(workers=2))
    for row in map(checks.row, checks.rows):
        believe(row)


def test_without_workers_as_well(lab, stranger, figures):
    with lab.variant("without-addon-threaded", db=DATABASE, workers=0) as server:
        threaded = Outside(lab, server, worlds(workers=0))
        for name in threaded.rows:
            complain(threaded.row(name))
    figures.append(f"Odoo 19 without workers: {threaded.figures()}")


def complain(row):
    """Fail where a cause is missed or wrongly named, or the verdict does not follow."""
    assert not row.missed or is_untold(row), row.report["findings"]
    believe(row)


def believe(row):
    """Fail where a check says what is not so, or calls well what it did not see."""
    assert not row.wrong, (str(row.case), row.report["findings"])
    world = row.case.world
    if world.healthy:
        assert row.report["verdict"] == "healthy", (str(row.case), row.codes)
    else:
        cleared = row.passed & (set(world.about) - set(world.silent))
        assert not cleared, f"{row.case}: what is wrong is no passed rule"
    if row.report["verdict"] == "healthy":
        shaken = [o for o in row.report["observations"] if o["probe"] == "handshake"]
        assert shaken[0]["facts"]["opened"]


def outside(url, *more):
    """The exit code and the report of the command line without a key."""
    command = [sys.executable, "-m", "proxycheck", url, "--json", *more]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=60, check=False
    )
    return done.returncode, json.loads(done.stdout)


def test_the_command_line_tells_the_cause_and_what_to_paste(lab, stranger):
    command = [sys.executable, "-m", "proxycheck"]
    with lab.proxy(BROKEN, server=stranger) as proxy:
        done = subprocess.run(
            [*command, proxy.url], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert "The websocket is forwarded to Odoo's HTTP workers" in done.stdout
    assert "proxy_pass" in done.stdout
    assert "Timeouts were not measured: a full check does that." in done.stdout


def test_the_command_line_calls_a_right_proxy_healthy(lab, stranger):
    with lab.proxy(WELL, server=stranger) as proxy:
        code, report = outside(proxy.url)
    assert (code, report["verdict"]) == (0, "healthy"), report["findings"]


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


@pytest.mark.slow
@pytest.mark.parametrize("world", [world.name for world in waiting()])
def test_a_full_check_names_the_second_at_which_a_websocket_is_cut(held, world):
    row = held.row(world)
    complain(row)
    silent = {one["probe"]: one["facts"] for one in row.report["observations"]}
    facts = silent["silent_websocket"]
    written = int(re.search(r"proxy_read_timeout (\d+)s", row.case.world.text)[1])
    if facts["cut"]:
        # A busy machine adds to what nginx waits.
        assert -1 <= facts["held_s"] - written <= 5
    else:
        assert facts["held_s"] < written
    assert set(row.case.world.silent) <= row.passed
