from pathlib import Path
from unittest import skipUnless

from odoo.tests import TransactionCase, tagged

from ..models import webhook as queue
from ..tools import lifetimes, retention, ticket, webhook
from .test_attack_methods import declared
from .test_attack_table import ROUTES

ROOT = Path(__file__).parents[1]
API = ROOT / "docs" / "api.md"
PAGES = (ROOT / "README.rst", API, ROOT / "docs" / "history.md")
WORDS = {5: "five"}


@skipUnless(API.exists(), "editions are built without the documents of the repository")
@tagged("post_install", "-at_install")
class TestPromises(TransactionCase):
    """Numbers in README and in the page of the API are those of the code."""

    def test_documents_name_the_numbers_of_the_code(self):
        words = [page.read_text(encoding="utf-8").split() for page in PAGES]
        text = " ".join(sum(words, []))
        *first, last = [str(minutes) for minutes in queue.PAUSES]
        cron = self.env.ref("proxy_health.ir_cron_run")
        every = self.env["proxy.health.target"].new({}).every_minutes
        minutes = WORDS[ticket.LIFETIME.total_seconds() / 60]
        for promise in (
            f"signed token that lives for {minutes} minutes",
            f"within {webhook.PATIENCE:.0f} seconds is sent again after "
            f"{', '.join(first)} and {last} minutes",
            f"Checks are kept for {retention.DEFAULT_KEEP_DAYS} days",
            f"looks every {WORDS[cron.interval_number]} {cron.interval_type}",
            f"at most every {WORDS[lifetimes.INTERVAL_SECONDS / 60]} minutes",
        ):
            self.assertIn(promise, text)
        self.assertEqual(every, 60, "README: “checked by itself: every hour”")

    def test_the_page_of_the_api_names_every_route_and_method(self):
        text = API.read_text(encoding="utf-8")
        for _verb, path in ROUTES.values():
            _prefix, own, rest = path.partition("?")[0].partition("/proxy_health/")
            self.assertIn(own + rest.replace("{check}", "<id>"), text)
        model = "proxy.health.check."
        methods = [m.removeprefix(model) for m in declared(self.registry) if model in m]
        for method in methods:
            if not method.startswith("action_"):
                self.assertIn(f"`{method}(", text)
