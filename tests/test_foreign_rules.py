"""Rules that another addon brings, as CONTRIBUTING.md shows it."""

import importlib
import re
import shutil
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import code_translations

import odoo.addons

from ..proxycheck import registry
from ..proxycheck.errors import BadDeclaration
from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from .common import People, seeing

ADDON, CODE = "proxy_health_ours", "greeting_missing"
NAME = f"odoo.addons.{ADDON}"
TITLE, TITLE_IN_FRENCH = "Our greeting is missing", "Notre salut manque"
CONTRIBUTING = Path(__file__).parents[1] / "CONTRIBUTING.md"


def shown_files():
    """Yield path and text of each file of the addon that CONTRIBUTING.md shows."""
    section = CONTRIBUTING.read_text().partition("## Bring rules from another addon")[2]
    for block in re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], re.S):
        head, _newline, text = block.partition("\n")
        yield head.removeprefix("# "), text


@tagged("post_install", "-at_install")
class TestForeignRules(People, TransactionCase):
    def setUp(self):
        super().setUp()
        folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        for path, text in shown_files():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        (folder / ADDON / "rules" / "__init__.py").touch()
        self.folder = folder / ADDON
        paths = [*odoo.addons.__path__, str(folder)]
        self.startPatcher(patch.object(odoo.addons, "__path__", paths))
        self.addCleanup(self._forget)

    def _forget(self):
        imported = sys.modules.get(f"{NAME}.rules")
        if imported in registry._brought:
            registry.take_back(imported)
        for name in [one for one in sys.modules if one.startswith(NAME)]:
            del sys.modules[name]
        vars(odoo.addons).pop(ADDON, None)

    def _check(self, headers):
        """Return a check for which the echo answered with these headers."""
        facts = {"outcome": "answered", "headers": headers, "proven": True}
        echo = Observation("echo", Vantage.SERVER, Status.SEEN, facts, 1.0)
        checks = self.as_manager("proxy.health.check")
        with seeing(echo):
            checks.run_check(self.closed_address)
        return checks.search([], limit=1)

    def test_it_is_judged_named_muted_and_told_in_the_readers_language(self):
        self.assertNotIn(CODE, registry.rules())
        importlib.import_module(NAME)
        self.assertIn(CODE, self._check({"x-greeting": "hello"}).report["passed"])
        check = self._check({})
        [found] = [one for one in check.report["findings"] if one["code"] == CODE]
        self.assertEqual(found["title"], TITLE)
        self.assertEqual(check.verdict, "degraded" if found else "")
        self.env["res.lang"]._activate_lang("fr_FR")
        french = {(ADDON, "fr_FR"): {TITLE: TITLE_IN_FRENCH}}
        with patch.dict(code_translations.python_translations, french):
            finding = check.finding_ids.filtered(lambda one: one.code == CODE)
            title = finding.with_context(lang="fr_FR").title
        self.assertEqual(title, TITLE_IN_FRENCH)
        check.mute(CODE, "We do not greet")
        self.assertIn(CODE, check.muted)

    def test_a_wrong_rule_is_refused_when_it_is_imported_and_none_counts(self):
        path = self.folder / "rules" / f"{CODE}.py"
        path.write_text(path.read_text().replace("def check(echo)", "def check(eco)"))
        before = registry.rules()
        with self.assertRaisesRegex(BadDeclaration, "no probe of that name"):
            importlib.import_module(NAME)
        self.assertEqual(registry.rules(), before)

    def test_a_name_that_is_taken_is_refused(self):
        rules = self.folder / "rules"
        (rules / f"{CODE}.py").rename(rules / "websocket_swallowed.py")
        with self.assertRaisesRegex(BadDeclaration, "websocket_swallowed"):
            importlib.import_module(NAME)
