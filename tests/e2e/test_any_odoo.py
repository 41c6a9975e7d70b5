"""Odoos of other series, without the addon: the lab serves them, and they are real.

They run with `make test ARGS=--other-odoos`. Odoo 14 is downloaded; one of ODOO_HOME,
ODOO_HOME_15, … ODOO_HOME_18 is tried as well. Where an Odoo or its Python is not to be
had, its tests say so and are skipped.
"""

# Long, for each test looks at the same Odoos, which are made once.

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from outside_table import Outside, is_seen, is_untold, unseen, waiting, worlds
from polled import warm
from test_outside import signed_in

from lab import bare, processes, world
from lab.answers import handshake, request, stable, timed
from lab.commands import LabError
from lab.folders import RECORDED
from lab.lab import Lab
from lab.parts import odoo, series
from lab.questions import CHANNEL, ODOO, bus

MODES = {"prefork": 2, "threaded": 0}
CUT, DEAD = "poll_cut_too_early", "poll_upstream_dead"


def _given():
    """The series to try: 14, and what the environment names."""
    found = {14}
    for number in range(15, 20):
        if os.environ.get(f"ODOO_HOME_{number}"):
            found.add(number)
    if os.environ.get("ODOO_HOME"):
        found.add(odoo.series_of(odoo.home()))
    return sorted(found)


@pytest.fixture(scope="module")
def parts():
    """The lab without the usual Odoo."""
    return Lab().start_parts()


@pytest.fixture(scope="module", params=_given())
def source(request):
    """One Odoo."""
    try:
        return series.chosen(request.param)
    except LabError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module", params=MODES)
def server(request, parts, source):
    """That Odoo, running."""
    workers = MODES[request.param]
    with parts.without_addon(source, name=request.param, workers=workers) as running:
        yield running


def _question(name, server):
    questions = [*ODOO, *bus(server.installation.source.longpolling, "")]
    return next(one for one in questions if one.name == name)


def _port(url):
    return int(url.rpartition(":")[2])


def test_it_says_its_version(server):
    answer = _question("version_info", server).ask(server.http)
    version = json.loads(answer["body"])["result"]["server_version"]
    assert version.startswith(f"{server.installation.source.series}.")


def test_it_has_a_login_page_with_its_files(server):
    """Debian's package has links where its files should be, which the lab mends."""
    page = _question("login", server).ask(server.http)
    assert page["status"] == 200 and "login" in page["inputs"]
    for path in page["assets"]:
        assert request(server.http, "GET", path)["status"] == 200, path


def test_the_addon_is_not_installed(server):
    assert request(server.http, "GET", "/proxy_health/status")["status"] == 404


def test_its_bus_works_behind_a_right_proxy_and_not_behind_a_wrong_one(parts, server):
    longpolling = server.installation.source.longpolling
    look = _poll_tells_news if longpolling else _websocket_opens
    name = "poll_sent_to_http_worker" if longpolling else "websocket_location_missing"
    wrong = world.longpolling(name) if longpolling else world.find(name)
    right = world.longpolling("healthy") if longpolling else world.find("healthy")
    with parts.proxy(right, server=server) as proxy:
        assert look(proxy.port)
    with parts.proxy(wrong, server=server) as proxy:
        # Without workers there is one process, and polls need no block of their own.
        assert look(proxy.port) == (longpolling and not server.options["workers"])


def _websocket_opens(port):
    return handshake(port, seconds=1).get("status") == 101


def _poll_tells_news(port):
    """Whether a poll was held until news came, 3 s later."""
    answer = timed(_question_of_polls("poll with news").ask, port)
    body = json.loads(answer["body"])
    news = [told["message"] for told in body.get("result", [])]
    return news == ["hello"] and answer["seconds"] >= 3


def _question_of_polls(name):
    return next(one for one in bus(True, "") if one.name == name)


def test_another_odoo_of_its_series_can_stand_where_it_should(parts, server):
    if not server.options["workers"]:
        pytest.skip("Once is enough.")
    with parts.proxy("another_odoo_answers", server=server) as proxy:
        assert processes.pid_of(bare.other_name(server))
        page = _question("login", server).ask(proxy.port)
        assert page["status"] == 200 and "login" in page["inputs"]


def test_behind_every_proxy_only_what_is_wrong_is_named(parts, server, figures):
    """Every websocket fault that can be seen from outside, each near miss, each healthy one."""
    if server.installation.source.longpolling:
        pytest.skip("Its proxies are those of test_polled.")
    workers = server.options["workers"]
    chosen = [*worlds(workers), *(unseen(workers) if workers else ())]
    checks = Outside(parts, warm(server), chosen)
    rows = [checks.row(name) for name in checks.rows]
    figures.append(f"{server.installation.source.described}: {checks.figures()}")
    told = [
        (str(row.case), row.report["verdict"], row.codes)
        for row in rows
        if _misjudged(row)
    ]
    assert not told


def _misjudged(row):
    """Whether a check says what is not so, or is silent about what can be seen.

    How bad a lost name is depends on the series: up to 16 “/” leads users astray.
    """
    world = row.case.world
    named = {directive for _severity, directive in row.named}
    wanted = {directive for _severity, directive in world.expected}
    allowed = {directive for _severity, directive in world.allowed}
    cleared = row.passed & (set(world.about) - set(world.silent))
    unwell = world.healthy and row.report["verdict"] != "healthy"
    missed = {one for one in row.missed if one[1] not in named} if _seen(row) else ()
    return bool(named - wanted - allowed or missed or unwell or wanted and cleared)


def _seen(row):
    """Whether a check of this Odoo can see what is wrong."""
    world = row.case.world
    return is_seen(world) and not world.silent and not is_untold(row)


@pytest.mark.slow
def test_a_full_check_names_the_second_at_which_a_websocket_is_cut(parts, server):
    if server.installation.source.longpolling or not server.options["workers"]:
        pytest.skip("Once is enough, where there are websockets.")
    checks = Outside(parts, warm(server), waiting())
    for row in map(checks.row, checks.rows):
        assert not row.missed and not row.wrong, (str(row.case), row.report["findings"])


def test_who_signs_in_sees_a_notification_arrive(parts, source):
    """From 15 on it takes the module Discuss; next to every Odoo has it."""
    modules = bare.MODULES if source.series <= 14 else f"{bare.MODULES},mail"
    right = (world.longpolling if source.longpolling else world.find)("healthy")
    with (
        parts.without_addon(source, name="signed", modules=modules) as running,
        parts.proxy(right, server=warm(running)) as proxy,
    ):
        report = json.loads(signed_in(proxy.url).stdout)
    assert report["verdict"] == "healthy", report["findings"]
    assert report["roundtrip"]["delivered"] is True
    assert 0 < report["roundtrip"]["latency_ms"] < 5000


def test_an_http_worker_cannot_hold_a_poll(server):
    source = server.installation.source
    if not (source.longpolling and server.options["workers"]):
        pytest.skip("This Odoo has no poll that an HTTP worker could refuse.")
    answer = _question_of_polls("poll held").ask(server.http)
    assert answer["status"] == 200
    assert (
        json.loads(answer["body"])["error"]["data"]["message"] == "bus.Bus unavailable"
    )


@pytest.mark.slow
def test_a_poll_is_held_50_s_and_cut_by_a_short_timeout(parts, server):
    if not server.installation.source.longpolling:
        pytest.skip("This Odoo is not polled.")
    held = _question_of_polls("poll held").ask
    names = ("healthy", "answers_buffered", CUT, DEAD)
    with ThreadPoolExecutor(len(names)) as pool:
        asked = {n: pool.submit(_behind, parts, server, n, held) for n in names}
    told = {name: future.result() for name, future in asked.items()}
    assert {name: answer["status"] for name, answer in told.items()} == {
        "healthy": 200,
        "answers_buffered": 200,
        CUT: 504,
        DEAD: 502,
    }
    assert 50 <= told["healthy"]["seconds"] <= 56
    assert 50 <= told["answers_buffered"]["seconds"] <= 56
    assert 20 <= told[CUT]["seconds"] <= 23


def _behind(parts, server, name, ask):
    with parts.proxy(world.longpolling(name), server=server) as proxy:
        return ask(proxy.port)


def test_the_recorded_answers_are_those_of_this_odoo(server):
    source, mode = server.installation.source, "prefork"
    if not server.options["workers"]:
        mode = "threaded"
    path = RECORDED / str(source.series) / f"{mode}-direct_http.json"
    if not path.exists():
        pytest.skip(f"Nothing was recorded of Odoo {source.series}.")
    recorded = json.loads(path.read_text())["answers"]
    for question in ODOO:
        answer = stable(question.ask(server.http), {server.http: "http"})
        told = recorded[question.name]
        assert answer.get("status") == told.get("status"), question.name
        assert _own_headers(answer) == _own_headers(told), question.name


def _own_headers(answer):
    """The headers' names, without those that depend on the day or the checkout."""
    names = {line.partition(":")[0] for line in answer.get("headers", [])}
    return names - {"Content-Length", "Date", "ETag", "Last-Modified"}


def test_no_recording_holds_anything_of_this_machine_or_of_odoos_source():
    files = sorted(RECORDED.glob("*/*.json"))
    assert files
    for path in files:
        text = path.read_text()
        found = re.findall(r'File \\"|Traceback|/root/|/home/|\.lab/', text)
        assert not found, path
        ports = set(re.findall(r"127\.0\.0\.1:\d+", text))
        assert not ports, path
        assert CHANNEL + "_" not in text, path
