"""The page behind a share link, in a stranger's browser: phone, printer, attacker."""

import re

import pytest
import requests
from playwright.sync_api import expect
from test_browser import browser, log_in, page  # noqa: F401 - fixtures

from lab import world
from lab.folders import LOGS

EVIL = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
PHONE = {"width": 375, "height": 720}


@pytest.fixture(scope="module")
def share(lab):
    """Make a link to the newest check of a world; the page and its requests follow."""

    def make(url):
        lab.odoo.rpc("proxy.health.check", "run_check", base_url=url)
        [check] = lab.odoo.rpc(
            "proxy.health.check", "search", domain=[], limit=1, order="id desc"
        )
        [dialog] = lab.odoo.rpc(
            "proxy.health.support", "create", vals_list=[{"check_id": check}]
        )
        shown = lab.odoo.rpc("proxy.health.support", "action_link", ids=[dialog])
        link = shown["context"]["default_secret"]
        # web.base.url may name another proxy than the one that stands there now.
        return lab.address + link[link.index("/proxy_health") :]

    return make


@pytest.fixture(scope="module")
def evil_proxy(lab):
    """The address of a proxy before this Odoo that adds a policy with a script in it.

    Of what strangers answer nothing is shown, so the words come through our own Odoo.
    """
    text = world.find("healthy").whole.replace(
        "@CERT@",
        f"@CERT@\n    add_header Content-Security-Policy \"default-src 'none' {EVIL}\" always;",
    )
    with lab.proxy(text) as proxy:
        yield proxy.url


@pytest.fixture
def strict(page):  # noqa: F811
    """A page whose every request and complaint is noted."""
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
    return page


def test_a_stranger_reads_the_check_on_a_phone(lab, share, strict):
    lab.serve("widely_copied")
    link = share(lab.address)
    strict.set_viewport_size(PHONE)
    strict.goto(link)
    expect(strict.get_by_role("heading", level=1)).to_have_text(lab.address)
    expect(strict.get_by_text("DEGRADED")).to_be_visible()
    expect(strict.get_by_text("client_max_body_size", exact=True)).to_be_visible()
    wide = strict.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], "it must not scroll sideways"
    strict.screenshot(path=LOGS / "shared-phone.png", full_page=True)
    assert not strict.complaints
    assert all(url.startswith((lab.address, "data:")) for url in strict.asked)
    key = link.partition("#")[2]
    assert not [url for url in strict.asked if key in url.partition("#")[0]]


def test_it_prints_on_two_pages(lab, share, strict):
    lab.serve("widely_copied")
    strict.goto(share(lab.address))
    expect(strict.get_by_role("heading", level=1)).to_be_visible()
    printed = strict.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


def test_its_report_can_be_saved(lab, share, strict):
    lab.serve("healthy")
    strict.goto(share(lab.address))
    with strict.expect_download() as saving:
        strict.get_by_role("link", name="As JSON").click()
    assert '"proxy_health.report/1"' in saving.value.path().read_text()


def test_a_second_link_in_the_same_tab_shows_the_second_report(lab, share, strict):
    lab.serve("healthy")
    with lab.proxy("healthy") as other:
        first, second = share(lab.address), share(other.url)
    strict.goto(first)
    heading = strict.get_by_role("heading", level=1)
    expect(heading).to_have_text(lab.address)
    # As a person pastes it into the address bar: only what stands behind the # changes.
    strict.goto(first.partition("#")[0] + "#" + second.partition("#")[2])
    expect(heading).to_have_text(other.url)
    with strict.expect_download() as saving:
        strict.get_by_role("link", name="As JSON").click()
    assert other.url in saving.value.path().read_text()
    strict.go_back()
    expect(heading).to_have_text(lab.address)
    # A wrong one shows nothing of the report that stood there.
    strict.goto(first.partition("#")[0] + "#nobodys-key")
    expect(strict.get_by_text("This link does not work")).to_be_visible()
    expect(heading).to_be_hidden()
    # And a good one after a wrong one.
    strict.goto(second.replace(second.partition("#")[0], first.partition("#")[0]))
    expect(heading).to_have_text(other.url)
    assert not [text for text in strict.complaints if "401" not in text]


def test_a_wrong_link_says_what_to_do(lab, strict):
    strict.goto(f"{lab.address}/proxy_health/shared#nobodys-key")
    expect(strict.get_by_text("This link does not work")).to_be_visible()
    expect(strict.get_by_text("Reading the report")).to_be_hidden()


def test_what_a_hostile_proxy_said_is_text_wherever_it_is_shown(
    lab, share, evil_proxy, strict
):
    lab.serve("healthy")
    link = share(evil_proxy)
    strict.goto(link)
    expect(strict.get_by_role("heading", level=1)).to_have_text(evil_proxy)
    shown = strict.content()
    assert "&lt;script&gt;window.pwned" in shown
    assert strict.evaluate("window.pwned") is None
    log_in(strict, lab.address)
    [check] = lab.odoo.rpc(
        "proxy.health.check", "search", domain=[], limit=1, order="id desc"
    )
    for path in (
        f"/odoo/action-proxy_health.proxy_health_check_action/{check}",
        f"/odoo/proxy-health/{check}",
    ):
        strict.goto(lab.address + path)
        expect(strict.get_by_text("window.pwned").first).to_be_visible()
        assert strict.evaluate("window.pwned") is None
    assert not [text for text in strict.complaints if "pwned" in text]


def test_no_log_holds_the_key_of_a_link(lab, share, strict):
    lab.serve("healthy")
    link = share(lab.address)
    strict.goto(link)
    expect(strict.get_by_role("heading", level=1)).to_be_visible()
    key = link.partition("#")[2]
    url = f"{lab.address}/proxy_health/shared/report.json"
    answer = requests.get(url, headers={"Authorization": f"Bearer {key}"}, timeout=10)
    assert answer.status_code == 200
    logs = [*LOGS.glob("*.log"), *LOGS.parent.glob("nginx/*/*.log")]
    assert not [p.name for p in logs if key in p.read_text(errors="replace")]
