"""A person in a real browser: opens the settings, presses the button, reads."""

import shutil

import places
import pytest
from playwright.sync_api import expect, sync_playwright

from lab.folders import LOGS

# A real browser, mail and cron, on a machine that does much else meanwhile.
pytestmark = pytest.mark.flaky(reruns=1)

# As root Chromium has no sandbox; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def page(browser, request):
    """A page that leaves a picture behind when its test fails."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    yield page
    page.screenshot(path=LOGS / f"{request.node.name}.png")
    page.close()


def log_in(page, address):
    page.goto(address + "/web/login")
    page.fill("input[name=login]", "admin")
    page.fill("input[name=password]", "admin")
    page.click("button[type=submit]")
    page.wait_for_selector(".o_web_client")


def test_the_button_in_the_settings_runs_a_check(lab, page):
    """The verdict comes in by itself, although nobody reloads the page."""
    proxy = lab.serve("healthy")
    log_in(page, proxy.url)
    page.goto(proxy.url + places.settings())
    page.click(".settings_tab [data-key=proxy_health]")
    page.get_by_role("button", name="Run proxy check").click()
    verdict = page.get_by_text("Healthy", exact=True).first
    expect(verdict).to_be_visible(timeout=40_000)
