from unittest.mock import Mock, patch

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..proxycheck import check as engine
from ..proxycheck import registry
from ..proxycheck.judge.finding import Finding
from ..proxycheck.observation import Observation
from ..proxycheck.words import Layer, Severity, Status, Vantage, Verdict
from .common import People, looking, seeing

CODE = "websocket_upgrade_header_missing"
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

    def test_a_rule_is_tested_again_with_only_what_it_needs(self):
        check = self._done()
        asked = {
            row["id"] for row in check.browser_probes(ADDRESS, code=CODE)["probes"]
        }
        self.assertEqual(asked, {"echo", "handshake"})
        with (
            looking(look := Mock(return_value=iter(()))),
            patch.object(engine, "judge", lambda seen: failed()),
        ):
            answer = check.retest(CODE, [])
        self.assertIn("server.handshake", look.call_args.kwargs["only"])
        self.assertEqual(answer["verdict"], "failed")
        self.assertEqual(answer["finding"]["evidence"][0]["fact"], "HTTP 400")
        self.assertEqual(self.checks.search([], limit=1), check, "a part is no check")

    def test_what_has_to_wait_is_not_tested_again_alone(self):
        answer = self._done().retest("read_timeout_too_short", [])
        self.assertEqual(answer["verdict"], "unknown")
        self.assertTrue(answer["because"])

    def test_an_unknown_rule_is_refused(self):
        check = self._done()
        for call in (
            lambda: check.retest("rm", []),
            lambda: check.mute("rm", "why not"),
            lambda: check.browser_probes(ADDRESS, code="rm"),
        ):
            with self.assertRaises(ValidationError):
                call()

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
