import logging
import re
from contextlib import contextmanager
from logging.handlers import BufferingHandler
from pathlib import Path

from odoo.tests import BaseCase, HttpCase, tagged
from odoo.tools.misc import file_path

from ..proxycheck import registry

HOOT = (
    "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=%40proxy_health"
)
PASSED = re.compile(r"\[HOOT\] [Pp]assed (\d+) tests")
MAX_BACKEND_BYTES = 2048


@contextmanager
def _listening():
    """Yield what is logged meanwhile; unlike assertLogs it hides nothing."""
    listener = BufferingHandler(100_000)
    logger = logging.getLogger("odoo.addons")
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)


def _sources(folder, pattern):
    return sorted(Path(file_path(f"proxy_health/static/{folder}")).rglob(pattern))


@tagged("post_install", "-at_install")
class TestJavaScript(HttpCase):
    def test_hoot_runs_every_test_and_they_pass(self):
        declared = sum(
            len(re.findall(r"^test\(", path.read_text(), re.MULTILINE))
            for path in _sources("tests", "*.test.js")
        )
        with _listening() as logs:
            self.browser_js(
                HOOT,
                "",
                "",
                login="admin",
                timeout=180,
                success_signal="[HOOT] Test suite succeeded",
                error_checker=lambda message: "[HOOT]" not in message,
            )
        ran = [int(n) for r in logs.buffer for n in PASSED.findall(r.getMessage())]
        self.assertTrue(declared)
        self.assertEqual(sum(ran), declared)

    def test_every_backend_page_carries_no_more_than_the_budget(self):
        bundle = self.env["ir.qweb"]._get_asset_bundle(
            "web.assets_backend", js=True, css=True
        )
        ours = [
            asset
            for asset in [*bundle.javascripts, *bundle.stylesheets, *bundle.templates]
            if asset.url and asset.url.startswith("/proxy_health/")
        ]
        self.assertTrue(ours)
        size = sum(len(asset.minify().encode()) for asset in ours)
        self.assertLessEqual(size, MAX_BACKEND_BYTES)

    def test_the_tour_of_the_check_page(self):
        self.start_tour("/odoo/proxy-health", "proxy_health_check_page", login="admin")


class TestSources(BaseCase):
    def test_light_and_dark_are_the_themes_matter(self):
        for path in _sources("src", "*.css"):
            self.assertFalse(
                re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text()),
                path.name,
            )

    def test_right_to_left_needs_no_rule_of_its_own(self):
        sided = r"\b(?:margin|padding|border)-(?:left|right)\b|\b(?:left|right):"
        for path in _sources("src", "*.css"):
            self.assertFalse(re.findall(sided, path.read_text()), path.name)

    def test_the_server_and_the_browser_name_the_same_probes(self):
        declared = [
            name
            for path in _sources("src/probes", "*.js")
            for name in re.findall(r'probes\.add\("(\w+)"', path.read_text())
        ]
        self.assertEqual(sorted(declared), sorted(registry.browser_probes()))
