"""The check page in a real Chromium, as a test drives and reads it."""

import os
import re
import shutil

from places import path_of

from lab.folders import ROOT
from lab.parts import node

# As root Chromium has no sandbox; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# What Chromium itself writes to the console when a request fails, which is what the
# probes are for; and that it starts no service worker behind a bad certificate.
OF_CHROMIUM = (
    "WebSocket connection to",
    "Failed to load resource",
    "Connecting to",
    "Refused to connect",
    "error occurred when fetching the script",
)
SCREENS = ROOT / "docs" / "screens"
MEASURING = ".o_ph_verdict[data-measuring]"
# Nothing runs any more, or only the measurement of timeouts behind the quick results.
IDLE = f"{MEASURING}, .o_ph[aria-busy=false]"
# Who comes first, and first in a language from right to left, waits until Odoo has compiled
# all styles of its backend: some ten seconds, and on a busy machine many more.
COMPILES = 180_000
DONE = ".o_ph_verdict[data-verdict]:not([data-verdict=running])"


def launch(playwright):
    """Debian's Chromium."""
    path = shutil.which("chromium")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


class Screen:
    """One person's tab: logged in, with everything it complained about."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 900},
            ignore_https_errors=True,
            **options,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.complaints = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message):
        ours = not any(words in message.text for words in OF_CHROMIUM)
        if message.type == "error" and ours:
            self.complaints.append(message.text)

    def close(self):
        """End the tab and its session."""
        self.context.close()

    def log_in(self, address):
        """Become the administrator."""
        self.page.goto(address + "/web/login", timeout=COMPILES)
        self.page.fill("input[name=login]", "admin")
        self.page.fill("input[name=password]", "admin")
        self.page.click("button[type=submit]")
        self.page.wait_for_selector(".o_web_client", timeout=COMPILES)

    def open(self, address, check=""):
        """Open the page, or a stored check on it."""
        self.page.goto(address + path_of(check))
        self.page.wait_for_selector(".o_ph", timeout=COMPILES)

    def run(self, button=".o_ph_run", seconds=40):
        """Run a check to its end, this browser's own probes included.

        Timeouts that nobody knows yet are not waited for: their measurement is stopped.
        """
        # Up to 17 the control panel holds it twice: once for narrow windows, hidden here.
        self.page.locator(f"{button} >> visible=true").first.click()
        self.wait(seconds)
        self.stop_measuring()

    @property
    def check(self):
        """The number of the check that the page's address leads back to."""
        return re.search(r"\d+$", self.page.url)[0]

    def wait(self, seconds=40):
        """Wait until a check that was just begun, and what this browser adds, has ended."""
        # What stood before could be taken for its result.
        self.page.wait_for_selector(".o_ph_verdict[data-verdict=running]")
        self.page.wait_for_selector(DONE, timeout=seconds * 1000)
        self.page.wait_for_selector(IDLE, timeout=seconds * 1000)

    def stop_measuring(self):
        """Keep the quick results that are on screen, and end what measures on.

        Where nothing answers, a measurement ends by itself, and its button goes. So it is
        looked for and pressed in one step.
        """
        self.page.evaluate("() => document.querySelector('.o_ph_cancel')?.click()")
        self.page.wait_for_selector(MEASURING, state="detached")
        self.page.wait_for_selector(".o_ph[aria-busy=false]")

    def open_card(self, code):
        """Unfold a finding and return its card."""
        card = self.page.locator(f".o_ph_finding[data-code={code}]")
        if card.locator("details").get_attribute("open") is None:
            card.locator("summary").click()
        return card

    @property
    def verdict(self):
        """The word of the verdict as the page marks it."""
        return self.page.get_attribute(".o_ph_verdict", "data-verdict")

    @property
    def sentence(self):
        """The verdict in one sentence."""
        return self.page.inner_text(".o_ph_verdict h1")

    def named(self):
        """Each (severity as shown, directive), in the order of the page."""
        # In one step: the page may draw its cards anew between two.
        rows = self.page.evaluate(
            """() => [...document.querySelectorAll(".o_ph_finding")].map((card) =>
                [".o_ph_severity", ".o_ph_directive"].map((part) =>
                    card.querySelector(part).innerText))"""
        )
        return [tuple(row) for row in rows]

    def shown(self):
        """The text of the whole page, for whoever reads why a test failed."""
        return f"{self.page.url}\n{self.page.inner_text('body')}"

    def states(self, vantage):
        """How far requests of a vantage came: ``{hop: state}``."""
        return self.page.evaluate(
            """(vantage) => Object.fromEntries(
                [...document.querySelectorAll(`[data-vantage=${vantage}] [data-hop]`)]
                    .map((hop) => [hop.dataset.hop, hop.dataset.state]))""",
            vantage,
        )

    def too_wide(self):
        """What sticks out of the window, if anything."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll(".o_ph, .o_ph *")]
                .filter((el) => !el.closest("pre"))
                .filter((el) => {
                    const box = el.getBoundingClientRect();
                    return box.width && (box.right > innerWidth + 1 || box.left < -1);
                })
                .map((el) => el.className || el.tagName)"""
        )

    def violations(self):
        """What axe-core finds on the page: ``["rule: element", …]``."""
        node.fetch()
        self.page.add_script_tag(path=node.MODULES / "axe-core" / "axe.min.js")
        found = self.page.evaluate("() => axe.run('.o_ph')")
        return [
            f"{one['id']}: {where['html'][:150]}"
            for one in found["violations"]
            for where in one["nodes"]
        ]

    def picture(self, name):
        """Keep a screenshot for the README, when SCREENS is set."""
        if not os.environ.get("SCREENS"):
            return
        SCREENS.mkdir(parents=True, exist_ok=True)
        before = self.page.viewport_size
        height = self.page.evaluate("document.querySelector('.o_ph').scrollHeight")
        self.page.set_viewport_size({**before, "height": min(height + 110, 1500)})
        self.page.screenshot(path=SCREENS / f"{name}.png")
        self.page.set_viewport_size(before)
