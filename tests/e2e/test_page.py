"""The check page as a person meets it: real Chromium, real nginx, real Odoo.

SCREENS=1 keeps the pictures that README shows.
"""

# Long, for each thing that a person does on the page has its test.

from pathlib import Path

import places
import pytest
from blocked import blocked
from playwright.sync_api import expect, sync_playwright
from screen import DONE, IDLE, MEASURING, Screen, launch

from lab import world

# A check, or its repetition, may take some seconds on a busy machine.
expect.set_options(timeout=60_000)

PROXIES = Path(__file__).parent / "page"
CSP = PROXIES / "csp_without_wss.conf"
PASSWORD, SERVER_DENIED = PROXIES / "password.conf", PROXIES / "server_denied.conf"
PICTURED = ("healthy", "no_upgrade")
# The smallest screen that people work at.
NOTEBOOK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}

#: The websocket's block knows its port and version, and passes no `Upgrade`.
PASTED = """\
upstream odoo { server 127.0.0.1:8069; }
upstream odoochat { server 127.0.0.1:8072; }
server {
    server_name erp.example.com;
    location /websocket {
        proxy_pass http://odoochat;
        proxy_http_version 1.1;
        proxy_set_header Connection "upgrade";
    }
    location / { proxy_pass http://odoo; }
}
"""
#: scenario: proxy, verdict, (severity, directive) that must be named, hop that breaks
SCENARIOS = {
    "healthy": ("healthy", "healthy", None, {}),
    "no_upgrade": (
        "websocket_upgrade_header_missing",
        "broken",
        ("Critical", "proxy_set_header Upgrade"),
        {"browser": "evented", "server": "evented"},
    ),
    "wrong_port": (
        "websocket_sent_to_http_port",
        "broken",
        ("Critical", "proxy_pass"),
        {"browser": "evented", "server": "evented"},
    ),
    "without_gzip": ("gzip_missing", "healthy", ("Advice", "gzip"), {}),
    "csp_without_wss": (
        CSP,
        "broken",
        ("Critical", "add_header Content-Security-Policy"),
        {"browser": "evented"},
    ),
    "tls_self_signed": (
        "certificate_self_signed",
        "broken",
        ("Critical", "ssl_certificate"),
        {},
    ),
}


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@pytest.fixture
def screen(browser, request):
    screen = Screen(browser)
    failed = request.session.testsfailed
    yield screen
    if request.session.testsfailed > failed:
        print("The page shows:", screen.shown())
    screen.close()


@pytest.fixture(scope="module")
def arabic(lab):
    """A right-to-left language, installed; `speak` gives it to the administrator."""
    [lang] = lab.odoo.rpc(
        "res.lang",
        "search",
        domain=[("code", "=", "ar_001")],
        context={"active_test": False},
    )
    wizard = lab.odoo.rpc(
        "base.language.install", "create", vals_list=[{"lang_ids": [[6, 0, [lang]]]}]
    )
    lab.odoo.rpc("base.language.install", "lang_install", ids=wizard, timeout=300)


def speak(lab, lang):
    """Give the administrator this language."""
    [admin] = lab.odoo.rpc("res.users", "search", domain=[("login", "=", "admin")])
    lab.odoo.rpc("res.users", "write", ids=[admin], vals={"lang": lang})


def serve(lab, screen, proxy):
    """Put a proxy on the public address and log in through it."""
    nginx = lab.serve(world.read(proxy) if isinstance(proxy, Path) else proxy)
    screen.log_in(nginx.url)
    screen.open(nginx.url)
    return nginx.url


def assert_sound(screen):
    """No complaint in the console, nothing too wide, nothing inaccessible."""
    assert screen.complaints == []
    assert screen.too_wide() == []
    assert screen.violations() == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_page_names_what_is_wrong_in_english_and_in_arabic(
    lab, browser, screen, arabic, name
):
    proxy, verdict, cause, broken = SCENARIOS[name]
    address = serve(lab, screen, proxy)
    screen.run()
    assert screen.verdict == verdict
    if cause:
        assert cause in screen.named()
    for vantage, hop in broken.items():
        assert screen.states(vantage)[hop] == "broken"
    assert_sound(screen)
    if name in PICTURED:
        screen.picture(name)
    assert_the_same_from_right_to_left(lab, browser, screen, address, name)


def assert_the_same_from_right_to_left(lab, browser, english, address, name):
    """An Arab colleague sees the same check: mirrored, complete and in bounds."""
    speak(lab, "ar_001")
    # A session keeps the language that it began with.
    screen = Screen(browser)
    try:
        screen.log_in(address)
        screen.open(address, english.check)
        style = "getComputedStyle(document.querySelector('.o_ph')).direction"
        assert screen.page.evaluate(style) == "rtl"
        assert screen.verdict == english.verdict
        assert [d for _s, d in screen.named()] == [d for _s, d in english.named()]
        assert_sound(screen)
        if name == "no_upgrade":
            screen.picture(f"{name}_rtl")
    finally:
        screen.close()
        speak(lab, "en_US")


def test_the_server_vantage_is_blocked_and_the_browser_decides(lab, screen):
    with blocked(lab):
        serve(lab, screen, "healthy")
        screen.run()
        assert screen.verdict == "healthy"
        assert ("Advice", "DNS") in screen.named()
        assert screen.states("server")["proxy"] == "broken"
        assert screen.states("browser")["bus"] == "ok"
        serve(lab, screen, "websocket_upgrade_header_missing")
        screen.run()
        assert screen.verdict == "broken"
        assert screen.named()[0] == ("Critical", "proxy_set_header Upgrade")
        assert_sound(screen)
        screen.picture("server_blocked")


def expect_verdict(screen, word):
    """Wait for what this browser adds: it ends some seconds after the server."""
    verdict = screen.page.locator(".o_ph_verdict")
    expect(verdict).to_have_attribute("data-verdict", word)


def expect_line(card, line):
    """Wait for the one step among a finding's that has this to be pasted."""
    expect(card.locator(".o_ph_fix", has_text=line)).to_have_count(1)


def test_a_password_that_the_browser_has_is_named_for_what_it_is(
    lab, browser, tmp_path
):
    """The command line, without the password, says what it was refused for as well."""
    (tmp_path / "htpasswd").write_text("staff:{PLAIN}open sesame\n")
    (tmp_path / "htpasswd").chmod(0o644)
    tmp_path.chmod(0o755)
    text = PASSWORD.read_text().replace("HTPASSWD", str(tmp_path / "htpasswd"))
    credentials = {"username": "staff", "password": "open sesame"}
    screen = Screen(browser, http_credentials=credentials)
    try:
        serve(lab, screen, world.parse(text, "password"))
        screen.run()
        expect_verdict(screen, "healthy")
        assert ("Advice", "auth_basic") in screen.named()
        assert "DNS" not in {directive for _severity, directive in screen.named()}
        card = screen.open_card("server_refused_by_password")
        expect_line(card, "allow 127.0.0.1;")
        assert_sound(screen)
    finally:
        screen.close()


def test_an_access_rule_against_the_server_alone_hurts_nobody(lab, screen):
    serve(lab, screen, SERVER_DENIED)
    screen.run()
    expect_verdict(screen, "healthy")
    assert ("Advice", "deny") in screen.named()
    assert "DNS" not in {directive for _severity, directive in screen.named()}


def bottom_of(locator):
    """How far down the window something ends, in pixels."""
    box = locator.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize(
    "proxy", ["websocket_upgrade_header_missing", "websocket_location_missing"]
)
def test_the_worst_finding_and_its_fix_stand_on_the_first_screen(lab, screen, proxy):
    serve(lab, screen, proxy)
    screen.page.set_viewport_size(NOTEBOOK)
    screen.run()
    card = screen.page.locator(".o_ph_finding").first
    for part in ("h3", ".o_ph_directive", ".o_ph_steps"):
        assert bottom_of(card.locator(part)) <= NOTEBOOK["height"], part
    screen.picture("first_screen")


def test_the_way_is_a_strip_where_nothing_breaks(lab, screen):
    serve(lab, screen, "healthy")
    screen.page.set_viewport_size(NOTEBOOK)
    screen.run()
    strip = screen.page.locator(".o_ph_path").bounding_box()
    assert strip["height"] <= 120
    cell = "[data-row=upgrade] [data-state=in_order]"
    assert screen.page.locator(cell).count() == 1
    assert screen.page.locator(".o_ph_table [data-state=wrong]").count() == 0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_full_check_shows_quick_results_while_it_measures_the_timeout(lab, screen):
    serve(lab, screen, "read_timeout_too_short.10s")
    screen.page.click(".o_ph_full")
    screen.page.wait_for_selector(MEASURING)
    expect(screen.page.locator(".o_ph_findings")).to_be_visible()
    expect(screen.page.locator(".o_ph_left")).to_contain_text("s left")
    screen.picture("full_running")
    done = ".o_ph_verdict[data-verdict=broken]:not([data-measuring])"
    screen.page.wait_for_selector(done, timeout=200_000)
    assert ("Critical", "proxy_read_timeout") in screen.named()
    assert_sound(screen)


def test_what_was_changed_is_tested_again_alone(lab, screen):
    """From the settings to the line to paste, and to the news that it helped."""
    address = serve(lab, screen, "websocket_upgrade_header_missing")
    page = screen.page
    page.goto(address + places.settings())
    page.click(".settings_tab [data-key=proxy_health]")
    page.get_by_role("button", name="Run proxy check").click()
    card = page.locator(".o_ph_finding[data-code=websocket_upgrade_header_missing]")
    expect_line(card, "Upgrade $http_upgrade")
    page.wait_for_selector(DONE)
    page.wait_for_selector(IDLE)
    retest = card.locator(".o_ph_retest")
    retest.click()
    expect(card.locator(".alert-danger")).to_be_visible()
    lab.serve("healthy")
    retest.click()
    expect(card.locator(".alert-success")).to_be_visible()
    expect_verdict(screen, "healthy")
    screen.picture("tested_again")
    expect(card).to_have_count(0)
    assert_sound(screen)
    screen.stop_measuring()


def test_muting_counts_for_nothing_and_stays_visible(lab, screen):
    # A second try must not meet what the first one muted.
    if mutes := lab.odoo.rpc("proxy.health.mute", "search", domain=[]):
        lab.odoo.rpc("proxy.health.mute", "unlink", ids=mutes)
    serve(lab, screen, "forwarded_for_missing")
    screen.run()
    assert screen.verdict == "degraded"
    page = screen.page
    card = screen.open_card("forwarded_for_missing")
    card.locator(".o_ph_mute").click()
    page.fill("#o_ph_reason", "There is one proxy only")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("There is one proxy only")
    expect(page.locator(".o_ph_verdict")).to_have_attribute("data-verdict", "healthy")
    assert_sound(screen)
    # What is muted is folded like advice.
    screen.open_card("forwarded_for_missing").locator(".o_ph_unmute").click()
    expect(page.locator(".o_ph_verdict")).to_have_attribute("data-verdict", "degraded")


def test_on_a_phone_and_by_keyboard(lab, screen):
    serve(lab, screen, "websocket_upgrade_header_missing")
    screen.page.set_viewport_size(PHONE)
    run = screen.page.get_by_role("button", name="Run proxy check")
    run.focus()
    screen.page.keyboard.press("Enter")
    screen.wait()
    assert screen.verdict == "broken"
    assert_sound(screen)
    screen.picture("phone")
    # Its cause and its place are on the first screen, without scrolling.
    card = screen.page.locator(".o_ph_finding").first
    for part in (".o_ph_directive", "h3"):
        assert bottom_of(card.locator(part)) <= PHONE["height"]
    screen.page.set_viewport_size({"width": 1280, "height": 900})
    screen.stop_measuring()


def test_a_proxy_that_answers_with_html_is_shown_as_text(lab, screen):
    serve(lab, screen, "widely_copied")
    screen.run()
    assert not screen.page.query_selector(".o_ph_finding script, .o_ph_finding b b")
    screen.page.click(".o_ph_support >> text=Copy as text")
    expect(screen.page.locator(".o_ph_support")).to_contain_text("Copied")
    with screen.page.expect_download() as download:
        screen.page.click(".o_ph_download")
    assert download.value.suggested_filename.endswith(".json")


def unfolded(screen, name):
    """A part of the page that is folded at first."""
    part = screen.page.locator(f".{name}")
    part.locator("summary").first.click()
    return part


def test_the_right_file_is_written_for_what_is_chosen(lab, screen):
    serve(lab, screen, "websocket_upgrade_header_missing")
    screen.run()
    part = unfolded(screen, "o_ph_right_file")
    wrong = part.locator("li[data-state=missing]", has_text="$http_upgrade")
    expect(wrong.first).to_be_visible()
    part.get_by_label("Public names").fill("erp.example.com www.example.com")
    part.locator(".o_ph_right_choose").click()
    named = part.locator("li", has_text="server_name erp.example.com www.example.com;")
    expect(named.first).to_be_visible()
    with screen.page.expect_download() as download:
        part.locator(".o_ph_right_download").click()
    text = Path(download.value.path()).read_text()
    assert "server_name erp.example.com www.example.com;" in text
    assert_sound(screen)
    screen.picture("right_file")


def test_a_configuration_that_is_pasted_is_read_and_mended(lab, screen):
    serve(lab, screen, "websocket_upgrade_header_missing")
    screen.run()
    part = unfolded(screen, "o_ph_their_file")
    part.locator("textarea").fill(PASTED)
    part.locator(".o_ph_their_read").click()
    card = part.locator("[data-file-finding=websocket_upgrade_header_missing]")
    expect(card).to_contain_text("The file shows this, and the check measured it.")
    expect(card.locator(".o_ph_their_place")).to_contain_text("nginx.conf:5")
    added = "+        proxy_set_header Upgrade $http_upgrade;"
    expect(part.locator(".o_ph_their_diff")).to_contain_text(added)
    assert_sound(screen)
    screen.picture("pasted_file")
    part.locator("textarea").fill("server { listen 80")
    part.locator(".o_ph_their_read").click()
    expect(part.locator(".o_ph_their_error")).to_be_visible()
