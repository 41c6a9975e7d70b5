"""Results read remotely, by the programs that people read them with."""

# Long, for each way to ask from elsewhere has its test.

import json
import subprocess
import sys
import xmlrpc.client
from typing import Any

import jsonschema
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from lab import stage
from lab.demo import SCHEMA
from lab.folders import HOME, LOGS
from lab.server import LAUNCHER


@pytest.fixture(scope="module")
def key(lab):
    """A key good for reading and nothing else, as the settings make one."""
    script = (
        "admin = env.ref('base.user_admin')\n"
        "keys = env['res.users.apikeys'].with_user(admin).sudo()\n"
        "print('KEY=' + keys._generate('proxy_health', 'e2e', None))\n"
        "env.cr.commit()\n"
    )
    words = ["shell", "-c", HOME / "odoo.conf", "--no-http", "--log-level=error"]
    shell = subprocess.run(
        [sys.executable, LAUNCHER, *words],
        input=script,
        capture_output=True,
        text=True,
        check=True,
    )
    return shell.stdout.partition("KEY=")[2].split()[0]


@pytest.fixture
def get(lab, key):
    """Ask Odoo with the reading key."""

    def ask(path, bearer=key, **headers):
        headers["Authorization"] = f"Bearer {bearer}"
        url = f"{lab.odoo.url}/proxy_health/{path}"
        return requests.get(url, headers=headers, timeout=20)

    return ask


def check(lab, proxy):
    """Run a check of the address that the lab watches."""
    return lab.odoo.rpc("proxy.health.check", "run_check", base_url=proxy.url)


def test_a_monitor_sees_the_proxy_break_and_heal(lab, get):
    seen = []
    for world in ("healthy", "websocket_upgrade_header_missing", "healthy"):
        check(lab, lab.serve(world))
        answer = get(f"status?target={lab.address}")
        seen.append((answer.status_code, answer.text.strip()))
    assert seen == [
        (200, "OK"),
        (503, "BROKEN proxy_set_header Upgrade"),
        (200, "OK"),
    ]


def test_a_monitor_starts_no_check(lab, get):
    count = lab.odoo.rpc("proxy.health.check", "search_count", domain=[])
    for path in ("status", "status?format=nagios", "metrics", "report"):
        get(path)
    assert lab.odoo.rpc("proxy.health.check", "search_count", domain=[]) == count


def test_prometheus_reads_the_metrics(lab, get):
    check(lab, lab.serve("widely_copied"))
    answer = get("metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    samples = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    target = ("target", lab.address)
    assert samples["proxy_health_up", target] == 1
    assert samples["proxy_health_verdict", target, ("verdict", "degraded")] == 1
    assert samples["proxy_health_findings", ("severity", "warning"), target] >= 1
    limit = ("directive", "client_max_body_size"), ("location", "/"), target
    assert samples[("proxy_health_limit_bytes", *limit)] == 1024**2


def test_nagios_reads_a_line_with_perfdata(lab, get):
    check(lab, lab.serve("widely_copied"))
    line = get("status?format=nagios").text
    text, bar, perfdata = line.partition(" | ")
    assert text.startswith("PROXY HEALTH WARNING - DEGRADED ") and bar
    assert all("=" in datum for datum in perfdata.split())


def test_requests_reads_reports_by_their_schema_and_only_once(lab, get):
    check(lab, lab.serve("healthy"))
    answer = get(f"report?target={lab.address}")
    [report] = answer.json()["reports"]
    described = answer.links["describedby"]["url"]
    jsonschema.validate(
        report, requests.get(lab.odoo.url + described, timeout=5).json()
    )
    again = get("report", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_curl_reads_the_report(lab, key):
    words = [
        "-H",
        f"Authorization: Bearer {key}",
        f"{lab.odoo.url}/proxy_health/report",
    ]
    curl = subprocess.run(["curl", "-fsS", *words], capture_output=True, check=True)
    assert json.loads(curl.stdout)["reports"]


def test_xmlrpc_reads_a_report_with_odoos_own_key_and_not_with_the_reading_one(
    lab, key
):
    check(lab, lab.serve("healthy"))
    models = xmlrpc.client.ServerProxy(f"{lab.odoo.url}/xmlrpc/2/object")

    def latest(key) -> Any:
        call = (lab.odoo.db, 2, key, "proxy.health.check", "latest_report", [])
        return models.execute_kw(*call)

    assert latest(lab.odoo.key)["verdict"] == "healthy"
    with pytest.raises(xmlrpc.client.Fault, match="Access Denied"):
        latest(key)


def test_a_key_of_another_database_is_refused(lab, key):
    with lab.variant("elsewhere", db=stage.OTHER) as other:
        url = f"{other.url}/proxy_health/status"
        headers = {"Authorization": f"Bearer {key}"}
        assert requests.get(url, headers=headers, timeout=20).status_code == 401


@pytest.mark.parametrize(
    "world, code",
    [("healthy", 0), ("widely_copied", 1), ("websocket_upgrade_header_missing", 2)],
)
def test_the_command_checks_and_exits_by_the_verdict(lab, world, code):
    proxy = lab.serve(world)
    done = command("check", "--json", "--target", proxy.url)
    report = json.loads(done.stdout)
    jsonschema.validate(report, json.loads(SCHEMA.read_text()))
    assert done.returncode == code, done.stderr
    shown = command("report", "--target", proxy.url)
    assert shown.returncode == code
    assert "\033" not in shown.stdout  # colours are for terminals


@pytest.mark.parametrize(
    "words",
    [
        ["report", "--target", "http://never-checked.example"],
        ["check", "--target", "no address"],
        ["check", "--target", "http://127.0.0.1:1"],
    ],
)
def test_the_command_says_when_it_could_not_tell(lab, words):
    assert command(*words).returncode == 3


def test_the_command_tells_wrong_usage_from_a_verdict(lab):
    assert command("bogus").returncode == 64


def command(*words):
    """Run `odoo proxy_health` on the lab's database."""
    configured = [sys.executable, LAUNCHER, f"--addons-path={HOME / 'addons'}"]
    options = ["-c", HOME / "odoo.conf"] if words[0] != "bogus" else []
    return subprocess.run(
        [*configured, "proxy_health", *words, *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_no_key_stands_in_any_log(lab, get, key):
    """Odoo's and nginx's logs, after each route was asked with a good and a bad key."""
    with lab.proxy("healthy") as proxy:
        for path in ("report", "status", "metrics", "shared/page"):
            for bearer in (key, "f" * 40):
                headers = {"Authorization": f"Bearer {bearer}"}
                url = f"{proxy.url}/proxy_health/{path}"
                requests.get(url, headers=headers, timeout=20)
        logs = [*proxy.prefix.glob("*.log"), LOGS / "odoo.log"]
        written = "".join(path.read_text(errors="replace") for path in logs)
    assert "/proxy_health/status" in written
    assert key not in written and "f" * 40 not in written
    assert lab.odoo.key not in written
