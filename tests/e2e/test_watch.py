"""What Odoo watches by itself: a proxy that breaks, a worker that dies, lost browsers."""

import re
import secrets
import time
from collections import Counter

import psutil
import pytest
from test_browser import browser

from lab import database, processes, world
from lab.commands import wait_until
from lab.folders import LOGS
from lab.mailbox import Mailbox

__all__ = ["browser"]  # a fixture

CHECKS, TARGETS = "proxy.health.check", "proxy.health.target"
ADMIN, MAIL = 2, "administrator@example.com"
FAULT = "websocket_upgrade_header_missing"
PEAK = "websocket_lifetimes_peak"
# nginx of an administrator who copied 20 s from somewhere; Odoo pings after 45 s.
IMPATIENT = world.find("healthy").text.replace(
    "proxy_buffering off;", "proxy_buffering off; proxy_read_timeout 20s;", 1
)
DUE = """
    UPDATE proxy_health_target SET next_check_at = '2026-01-31', changed_at = NULL
    WHERE id = %s
"""
# Timeouts were measured just now, so the next check is no full one of two minutes.
MEASURED = """
    UPDATE proxy_health_check SET depth = 'full' WHERE id = (
        SELECT max(id) FROM proxy_health_check WHERE target_id = %s AND state = 'done'
    )
"""

# A real browser, mail and cron, on a machine that does much else meanwhile.
pytestmark = pytest.mark.flaky(reruns=1)


@pytest.fixture
def mailbox(lab):
    """The mailbox to which everything that this Odoo sends is delivered."""
    with Mailbox() as box:
        values = {"name": "lab", "smtp_host": "127.0.0.1", "smtp_port": box.port}
        server = lab.odoo.rpc("ir.mail_server", "create", vals_list=[values])
        lab.odoo.rpc("res.users", "write", ids=[ADMIN], vals={"email": MAIL})
        yield box
        lab.odoo.rpc("ir.mail_server", "unlink", ids=server)


def checked(lab, depth="quick"):
    """The report of a check that the cron worker ran, as the page asks for one."""
    check = lab.odoo.rpc(CHECKS, "start", depth=depth)["id"]
    wait_until(lambda: progress(lab, check)["state"] == "done", 60, "The check")
    return progress(lab, check)["report"]


def checked_when_due(lab):
    """The report of the check that the scheduled action runs of the own address."""
    [target] = lab.odoo.rpc(TARGETS, "search", domain=[("name", "=", "This Odoo")])
    with database.cursor(lab.odoo.db) as cr:  # nobody may by RPC
        cr.execute(DUE, [target])
        cr.execute(MEASURED, [target])
    crons = [("cron_name", "=", "Proxy Health: run checks")]
    cron = lab.odoo.rpc("ir.cron", "search", domain=crons)
    lab.odoo.rpc("ir.cron", "method_direct_trigger", ids=cron)
    due = [("target_id", "=", target), ("scheduled", "=", True)]
    [check] = lab.odoo.rpc(CHECKS, "search", domain=due, limit=1, order="id desc")
    wait_until(lambda: progress(lab, check)["state"] == "done", 60, "The check")
    return progress(lab, check)["report"]


def progress(lab, check):
    return lab.odoo.rpc(CHECKS, "progress", ids=[check])


def own_target(lab):
    (target,) = lab.odoo.rpc(
        TARGETS,
        "search_read",
        domain=[("name", "=", "This Odoo")],
        fields=["activity_ids"],
    )
    return target


def codes(report):
    return {finding["code"] for finding in report["findings"]}


# Long, for a story is told from its beginning to its end.
def test_a_proxy_that_breaks_is_one_mail_and_activity_and_mended_is_one_more(
    lab, mailbox
):
    proxy = lab.serve("healthy")
    assert not codes(checked(lab)) & {FAULT}
    before = len(mailbox.mails)
    # What other tests left open, and a quick check cannot see, keeps its activity.
    others = set(own_target(lab)["activity_ids"])

    proxy.reload(world.find(FAULT))
    # Somebody presses the button: they see it themselves.
    for _press in range(3):
        assert FAULT in codes(checked(lab))
    assert len(mailbox.mails) == before
    for _failure in range(3):
        assert FAULT in codes(checked_when_due(lab))
    mail = mailbox.wait_for(before + 1)[before]
    text = mail.get_body(("plain",)).get_content()
    (LOGS / "alert.txt").write_text(f"Subject: {mail['Subject']}\n\n{text}")
    assert "proxy_set_header Upgrade $http_upgrade;" in text
    html = mail.get_body(("html",)).get_content()
    # Up to 17 the path of a record is a fragment.
    link = r"(/odoo/proxy-health/|/web#model=proxy\.health\.check[^\"]*id=)\d+"
    assert re.search(rf'<a [^>]*href="http[^"]*{link}"', html)
    assert len(own_target(lab)["activity_ids"]) == 1

    proxy.reload(world.find("healthy"))
    for _pass in range(2):
        assert FAULT not in codes(checked_when_due(lab))
    recovery = mailbox.wait_for(before + 2)[before + 1]
    assert "resolved" in recovery["Subject"]
    assert set(own_target(lab)["activity_ids"]) <= others

    time.sleep(3)  # would there be another mail, it had come by now
    assert len(mailbox.mails) == before + 2


def test_a_worker_that_is_killed_in_the_middle_leaves_nothing_running(lab):
    lab.serve("healthy")
    check = lab.odoo.rpc(CHECKS, "start", depth="full")["id"]
    wait_until(lambda: progress(lab, check)["state"] == "running", 30, "The check")
    cron_worker(lab).kill()
    # Whatever is checked next begins by closing what was left.
    checked(lab)
    told = progress(lab, check)
    assert told["state"] == "interrupted"
    assert "killed" in told["because"]


def cron_worker(lab):
    """The process that runs a check: it holds the lock of the check's address."""
    with database.cursor(lab.odoo.db) as cr:
        cr.execute(
            "SELECT client_port FROM pg_stat_activity JOIN pg_locks USING (pid)"
            " WHERE locktype = 'advisory' AND datname = %s",
            [lab.odoo.db],
        )
        ((port,),) = cr.fetchall()
    server = psutil.Process(processes.pid_of("odoo"))
    for worker in server.children(recursive=True):
        if any(c.laddr and c.laddr.port == port for c in worker.net_connections()):
            return worker
    raise AssertionError(f"no process of Odoo holds port {port}")


def test_browsers_that_lose_their_websocket_name_the_timeout(lab, browser):
    """Three people who do nothing, for a minute or two: a warning."""
    proxy = lab.serve(IMPATIENT)
    # Past a service worker Playwright could not have the page tell so soon.
    plain = {"service_workers": "block"}
    contexts = [browser.new_context(**plain) for _person in range(3)]
    for context, login in zip(contexts, employees(lab, len(contexts)), strict=True):
        page = context.new_page()
        log_in(page, proxy.url, login)
        page.route("**/odoo", impatiently)
        page.goto(proxy.url + "/odoo")
    wait_until(lambda: told(lab) >= 3, 200, "The browsers' telling")
    for context in contexts:
        context.close()
    (found,) = [f for f in checked(lab)["findings"] if f["code"] == PEAK]
    assert (found["severity"], found["directive"]) == ("warning", "proxy_read_timeout")
    assert found["title"].endswith(("20 seconds", "21 seconds"))


def employees(lab, count):
    """The logins, and passwords, of people who are new here."""
    logins = [f"lost_{secrets.token_hex(4)}" for _person in range(count)]
    people = [{"name": login, "login": login, "password": login} for login in logins]
    lab.odoo.rpc("res.users", "create", vals_list=people)
    return logins


def log_in(page, address, login):
    page.goto(address + "/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("button[type=submit]")
    page.wait_for_selector(".o_web_client")


def impatiently(route):
    """Let the page tell after seconds; in truth it takes its time."""
    answer = route.fetch()
    text = answer.text().replace(
        '"proxy_health_every": 300', '"proxy_health_every": 15'
    )
    route.fulfill(response=answer, body=text)


def told(lab):
    """How many people told of two connections or more that the timeout cut."""
    rows = lab.odoo.rpc(
        "proxy.health.lifetime",
        "search_read",
        domain=[("close_code", "=", 1006), ("seconds", "in", [20, 21])],
        fields=["marks"],
    )
    people = Counter()
    for row in rows:
        people.update(row["marks"])
    return sum(times > 1 for times in people.values())
