from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..proxycheck import check as engine
from ..proxycheck import registry
from ..proxycheck.judge.finding import Finding
from ..proxycheck.observation import Observation
from ..proxycheck.report.paste import RELOAD
from ..proxycheck.subjects import VERDICTS
from ..proxycheck.words import Layer, Severity, Status, Vantage, Verdict
from .common import People, seeing

CODE = "websocket_upgrade_header_missing"
FIX = "proxy_set_header Upgrade $http_upgrade;"
ADDRESS = "https://erp.example.com"
ANSWERED = Observation("echo", Vantage.SERVER, Status.SEEN, {"outcome": "answered"})


def failed(code=CODE):
    """Return the engine's findings of a proxy with this one fault."""
    return [
        Finding(
            code=code,
            verdict=Verdict.FAILED,
            severity=Severity.CRITICAL,
            layer=Layer.NGINX,
            directive="proxy_set_header Upgrade",
            evidence=[{"probe": "handshake", "vantage": "server", "fact": "HTTP 400"}],
        )
    ]


@tagged("post_install", "-at_install")
class TestPage(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.target = cls.env["proxy.health.target"]._own()
        cls.target.address = ADDRESS
        cls.checks = cls.env["proxy.health.check"].with_user(cls.manager)

    def _done(self, depth="quick"):
        with (
            seeing(ANSWERED),
            patch.object(engine, "judge", lambda seen: failed()),
        ):
            self.checks.run_check(depth=depth)
        return self.checks.search([], limit=1)

    def test_a_first_visit_tells_what_would_be_checked(self):
        page = self.checks.page()
        self.assertEqual((page["id"], page["base_url"]), (False, ADDRESS))

    def test_the_newest_check_is_shown_unless_the_address_changed_since(self):
        check = self._done()
        self.assertEqual(self.checks.page()["id"], check.id)
        self.target.address = "https://other.example.com"
        self.assertFalse(self.checks.page()["id"])
        self.assertEqual(self.checks.page(check.id)["base_url"], ADDRESS)

    def test_start_queues_and_says_what_is_going_to_be_measured(self):
        page = self.checks.start(depth="full")
        self.assertEqual((page["state"], page["depth"]), ("queued", "full"))
        waits = {row["probe"] for row in page["plan"] if row["seconds"]}
        self.assertEqual(waits, {"hold_websocket", "idle_websocket"})
        vantages = {row["vantage"] for row in page["plan"]}
        self.assertEqual(vantages, {"direct", "server", "browser"})

    def test_a_quick_check_plans_nothing_that_waits(self):
        plan = self.checks.start()["plan"]
        self.assertFalse([row for row in plan if row["seconds"]])

    def test_a_browser_gets_its_probes_and_no_more_of_the_ticket_than_it_needs(self):
        check = self._done()
        given = check.browser_probes(ADDRESS)
        self.assertNotIn("odoo", given["ticket"])
        asked = {row["id"] for row in given["probes"]}
        self.assertEqual(asked, set(registry.browser_probes()) - {"idle_websocket"})
        self.assertFalse([row for row in given["probes"] if row["skip"]])

    def test_a_browser_at_another_address_leaves_out_what_would_mislead(self):
        check = self._done()
        for origin in ("http://localhost:8069", "null", False, "x" * 5000):
            rows = check.browser_probes(origin)["probes"]
            kept = {row["id"] for row in rows if not row["skip"]}
            self.assertEqual(kept, {"address", "clock", "cookies", "shared_worker"})

    def test_the_page_says_who_asked_and_what_to_do(self):
        check = self._done()
        page = self.checks.page(check.id)
        self.assertEqual(page["asked_by"], self.manager.name)
        self.assertFalse(page["scheduled"])
        self.assertEqual(page["sentence"], VERDICTS["broken"])
        [step] = page["fixes"][CODE]["steps"]
        self.assertEqual(step["lines"][-1][1], FIX)
        self.assertEqual(page["fixes"][CODE]["then"], RELOAD)
        self.assertIn(FIX, page["all_fixes"])
        check.sudo().scheduled = True
        self.assertEqual(self.checks.page(check.id)["asked_by"], "")

    def test_each_rule_stands_in_one_group_with_a_title(self):
        groups = self.checks.page(self._done().id)["groups"]
        codes = [code for group in groups for code in group["codes"]]
        self.assertEqual(sorted(codes), sorted(registry.rules()))
        self.assertTrue(all(group["title"] for group in groups))

    def test_timeouts_are_measured_next_until_they_are_known(self):
        quick = self._done()
        self.assertTrue(quick.progress()["measures_next"])
        full = self._done("full")
        self.assertFalse(full.progress()["measures_next"])
        self.assertFalse(self._done().progress()["measures_next"])

    def test_a_timeout_that_is_too_short_is_measured_again_each_time(self):
        [finding] = failed("read_timeout_too_short")
        with (
            seeing(ANSWERED),
            patch.object(engine, "judge", lambda seen: [finding]),
        ):
            self.checks.run_check(depth="full")
        self.assertTrue(self._done().progress()["measures_next"])

    def test_while_timeouts_are_measured_the_results_before_stand(self):
        check = self._done()
        page = self.checks.start(depth="full")
        self.assertEqual(page["before"], check.id)
        self.assertFalse(self.checks.page(check.id)["before"])

    def test_an_unknown_rule_is_refused(self):
        with self.assertRaises(ValidationError):
            self._done().mute("rm", "why not")

    def test_a_muted_rule_counts_for_nothing_and_says_why(self):
        check = self._done()
        self.assertEqual(check.verdict, "broken")
        with patch.object(engine, "judge", lambda seen: failed()):
            page = check.mute(CODE, "We poll")
        [finding] = page["report"]["findings"]
        self.assertTrue(finding["muted"])
        self.assertNotEqual(check.verdict, "broken")
        self.assertEqual(page["mutes"][CODE]["reason"], "We poll")
        with patch.object(engine, "judge", lambda seen: failed()):
            page = check.unmute(CODE)
        self.assertEqual((page["mutes"], check.verdict), ({}, "broken"))
