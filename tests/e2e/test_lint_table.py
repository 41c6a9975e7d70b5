"""What the files of the table show by themselves: the causes of a check, and nothing else.

Nothing is started. A file cannot show what lies outside of it: which port answers, whose
Odoo that is, how many workers it has, what a certificate holds, who stands before nginx.
"""

import contextlib
import io
import logging
import re
import subprocess
from operator import attrgetter

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema

from lab import certificates
from lab.folders import FAULTS
from lab.world import LONGPOLLING, all_published, everything, near_misses, read
from proxycheck.command.main import main
from proxycheck.conf import read as read_file
from proxycheck.conf import read_given
from proxycheck.conf.judging import CRASHED, judge_sites
from proxycheck.conf.lint import lint
from proxycheck.conf.sarif import as_sarif
from proxycheck.conf.shown import SHOWS
from proxycheck.conf.site import Premises, sites

#: nginx and Odoo as an administrator has them: their usual ports, and some that no
#: file tells apart from them.
VALUES = {
    "NAME": "odoo.example",
    "HTTP": "127.0.0.1:8069",
    "HTTP_PORT": "8069",
    "GEVENT_PORT": "8072",
    "GEVENT": "127.0.0.1:8072",
    "DEAD": "127.0.0.1:8079",
    "MUTE": "127.0.0.1:8078",
    "OTHER": "127.0.0.1:8080",
    "OTHER_ODOO": "127.0.0.1:8169",
    "OTHER_GEVENT": "127.0.0.1:8172",
}
CERTIFICATE = (
    "ssl_certificate /etc/ssl/odoo.pem; ssl_certificate_key /etc/ssl/odoo.key;"
)
#: What no file shows, by the beginning of a world's name, and where it lies instead.
ELSEWHERE = {
    "access_denied.everywhere": "from where users come",
    "another_odoo_answers": "which Odoo listens on a port",
    "certificate_": "what a certificate holds",
    "forwarded_for_missing.of_the_client": "whether another proxy stands before nginx",
    "forwarded_headers_forgeable": "whether another proxy stands before nginx",
    "forwarded_host_wrong": "by which name and port users come",
    "forwarded_proto_wrong.https_on_plain": "whether another proxy ends TLS",
    "port_lost": "by which port users come",
    "proxy_mode_off": "Odoo's own setting",
    "single_worker": "Odoo's own setting",
    "site_upstream_dead": "whether anybody listens on a port",
    "site_upstream_mixed": "whether anybody listens on a port",
    "websocket_location_missing.upgrade_at_root": "whether Odoo has workers",
    "websocket_of_another_odoo": "which Odoo listens on a port",
    "websocket_sent_to_http_port": "whether Odoo has workers",
    "websocket_upstream_dead": "whether anybody listens on a port",
    "websocket_upstream_mixed.dead": "whether anybody listens on a port",
    "websocket_upstream_silent": "who listens on a port",
    "widely_copied": "by which port users come",
    "workers_zero": "Odoo's own setting",
    "another_server_answers": "which of several servers Odoo has",
    "not_odoo": "who listens on a port",
    "nothing_behind_proxy": "whether anybody listens on a port",
    "own_address_wrong": "by which name users come",
    "pages_served_by_evented_process": "which process listens on a port",
    "poll_upstream": "whether anybody listens on a port",
    "poll_sent_to_http_worker": "whether Odoo has workers",
    "password_asked.polls": "",
}
HEADER = "proxy_set_header"
PUBLISHED = all_published()
#: How the lab's Odoo runs.
WORKERS = 2
#: By which name and port users come is in no file.
OUTSIDE = {"proxy_set_header Host", "proxy_set_header X-Forwarded-Host"}
#: It reads as if another proxy stood before nginx.
BEHIND_NOBODY = "scheme_of_nobody"
FAULTY = read(FAULTS / "widely_copied.conf")
ALL = [*everything(), *near_misses()]
POLLED = [*map(read, sorted(LONGPOLLING.glob("*.conf"))), *near_misses(LONGPOLLING)]


def filled(world):
    """A world's text as an administrator has it."""
    tls = world.needs == "tls"
    values = {**VALUES, "LISTEN": "443 ssl" if tls else "80"}
    values.update(dict.fromkeys(certificates.VARIANTS, CERTIFICATE if tls else ""))
    values["PORT"] = "443" if tls else "80"
    return world.render(values)


def configuration(world):
    """A world's file, read."""
    return read_given(f"http {{\n{filled(world)}\n}}", "nginx.conf")


def shown(world, **premises):
    """``{(severity, directive)}`` of what a world's file shows by itself."""
    judged = judge_sites(sites(configuration(world), Premises(**premises)))
    found = [one.finding for one in judged.located]
    return {(one.severity.value, one.directive) for one in found}


def serious(causes):
    """Those that are no advice: not every world says which advice it deserves."""
    return {(severity, what) for severity, what in causes if severity != "info"}


@pytest.fixture(autouse=True)
def nothing_crashes(caplog):
    """What crashes is unknown, which would hide it here."""
    with caplog.at_level(logging.INFO, "proxycheck"):
        yield
    assert [row for row in caplog.records if row.msg == CRASHED] == []


@pytest.mark.parametrize("world", ALL, ids=str)
def test_a_file_shows_nothing_that_a_check_does_not_find(world):
    assert serious(shown(world)) <= {*world.expected, *world.allowed}


@pytest.mark.parametrize("world", POLLED, ids=str)
def test_a_file_for_an_older_odoo_shows_nothing_that_a_check_does_not_find(world):
    # These worlds say what is seen without the addon, which sees no forwarded header.
    found = {
        cause for cause in serious(shown(world, series=14)) if HEADER not in cause[1]
    }
    assert found <= {*world.expected, *world.allowed, *world.outside}


def test_a_file_shows_all_that_a_file_can_show():
    expected = [(world, cause) for world in ALL for cause in world.expected]
    missed = [f"{w}: {' '.join(c)}" for w, c in expected if c not in shown(w)]
    unexplained = [row for row in missed if not row.startswith(tuple(ELSEWHERE))]
    # A rule that no function reads in a file is not promised.
    unexplained = [row for row in unexplained if re.split(r"[.:]", row)[0] in SHOWS]
    found = len(expected) - len(missed)
    print(f"{found} of {len(expected)} causes are shown by the file alone;")
    print(f"{len(missed)} lie outside of it: {', '.join(missed)}")
    assert unexplained == []
    assert found >= 80


@pytest.mark.parametrize(
    "name",
    ["websocket_sent_to_http_port", "websocket_location_missing.upgrade_at_root"],
)
def test_who_says_how_many_workers_odoo_has_sees_more(name):
    world = next(one for one in ALL if one.name == name)
    assert set(world.expected) <= shown(world, workers=4)
    assert not serious(shown(world, workers=0))


@pytest.mark.parametrize("world", PUBLISHED, ids=str)
def test_a_configuration_as_people_publish_it_shows_no_more_than_is_wrong(world):
    told = serious(shown(world, workers=WORKERS))
    assert told <= {*world.expected, *world.allowed}
    # What the file cannot tell is what lies outside of it.
    missed = {what for _s, what in {*world.expected} - told}
    assert missed <= OUTSIDE or world.name == BEHIND_NOBODY, missed


@pytest.mark.parametrize("world", PUBLISHED, ids=str)
def test_what_lint_prints_is_what_patch_applies(world, tmp_path):
    """The command's own diff, given to the program `patch`: nothing more is shown then."""
    site = tmp_path / "site.conf"
    site.write_text(filled(world))
    out = io.StringIO()
    words = ["lint", str(site), "--workers", str(WORKERS)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main([*words, "--patch"])
    if out.getvalue():
        command = ["patch", "--quiet", "--directory", "/", "--strip", "0"]
        subprocess.run(command, input=out.getvalue(), text=True, check=True)
    found = judge_sites(sites(read_file(str(site)), Premises(workers=WORKERS)))
    left = {
        (f.severity.value, f.directive)
        for f in map(attrgetter("finding"), found.located)
    }
    assert serious(left) == set()


def test_sarif_is_what_its_schema_asks_for():
    log = as_sarif(lint(configuration(FAULTY)), "1.2.0")
    parsed = StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)
    # What the schema leaves open may be None: compared as JSON.
    [run] = parsed.model_dump(mode="json")["runs"]
    assert len(run["results"]) >= 3
    for result in run["results"]:
        index, region = result["ruleIndex"], "physicalLocation"
        assert run["tool"]["driver"]["rules"][index]["id"] == result["ruleId"]
        assert result["locations"][0][region]["region"]["startLine"] > 1
