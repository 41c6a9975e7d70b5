import time
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..proxycheck import check as engine
from ..proxycheck.observation import Observation
from ..proxycheck.words import CheckVerdict, Status, Vantage
from .common import People, looking, never_answers, never_ends, peer, says, seeing

BUDGET_SECONDS = 12
SEEN = Observation("echo", Vantage.SERVER, Status.SEEN, {"outcome": "refused"}, 1.0)
ENDLESS_REDIRECT = (
    b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
)
SCRIPT = b"HTTP/1.1 200 OK\r\nServer: <script>\0\r\nContent-Length: 8\r\n\r\n<script>"


@tagged("post_install", "-at_install")
class TestRunCheck(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")

    def _report(self, base_url, **options):
        """Run a check as a manager; it ends in time and in a state that says so."""
        checks = self.as_manager("proxy.health.check")
        begin = time.monotonic()
        # Names that are new here are an administrator's to have checked.
        who = self.manager if not base_url or "127.0.0.1" in base_url else self.admin
        report = checks.with_user(who).run_check(base_url, **options)
        self.assertLess(time.monotonic() - begin, BUDGET_SECONDS)
        self.assertEqual(checks.search([], limit=1).state, "done")
        self.assertFalse(checks.search([("state", "=", "running")]))
        self.assertIn(report["verdict"], [verdict.value for verdict in CheckVerdict])
        return report

    def test_a_closed_port_ends_in_a_report(self):
        report = self._report(self.closed_address)
        self.assertEqual(report["schema"], "proxy_health.report/1")
        self.assertEqual(report["verdict"], "unreachable")

    def test_an_unknown_host_ends_in_a_report(self):
        self.assertEqual(
            self._report("http://nobody.invalid")["verdict"], "unreachable"
        )

    def test_a_peer_that_never_answers_ends_in_a_report(self):
        with peer(never_answers) as address:
            self.assertEqual(self._report(address)["verdict"], "unreachable")

    def test_a_body_without_end_ends_in_a_report(self):
        with peer(never_ends) as address:
            self._report(address)

    def test_what_is_no_http_ends_in_a_report(self):
        for name, raw in {
            "garbage": b"\x00\xff\xfe garbage \r\n\r\n",
            "nothing": b"",
            "an endless redirect": ENDLESS_REDIRECT,
            "a script": SCRIPT,
        }.items():
            with self.subTest(name), peer(says(raw)) as address:
                self._report(address)

    def test_a_malformed_address_is_refused_with_a_sentence(self):
        checks = self.as_manager("proxy.health.check")
        before = checks.search_count([])
        for wrong in (
            "erp.example.com",
            "ftp://x",
            "http://u:p@x",
            "http://x/#f",
            "http://",
        ):
            with self.subTest(wrong), self.assertRaises(ValidationError) as refusal:
                checks.run_check(wrong)
            self.assertTrue(str(refusal.exception).endswith("."))
        self.assertEqual(checks.search_count([]), before)

    def test_an_unknown_depth_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(ValidationError, "one of quick, full, not deep"):
            self.as_manager("proxy.health.check").run_check(depth="deep")

    def test_a_new_address_is_kept_archived_so_that_nothing_schedules_it(self):
        address = self.closed_address
        self._report(address)
        self._report(address + "/")
        targets = self.as_manager("proxy.health.target").with_context(active_test=False)
        made = targets.search([("base_url", "=", address)])
        self.assertEqual(len(made), 1)
        self.assertFalse(made.active)

    def test_without_an_address_this_odoo_is_checked(self):
        own = self.closed_address.replace("127.0.0.1", "localhost")
        self.env["ir.config_parameter"].sudo().set_param("web.base.url", own)
        self.assertEqual(self._report(None)["target"]["base_url"], own)

    def test_the_latest_report_is_the_newest_of_its_address(self):
        checks = self.as_manager("proxy.health.check")
        address = self.closed_address
        self.assertFalse(checks.latest_report(address))
        report = self._report(address)
        self.assertEqual(checks.latest_report(address), report)
        self.assertFalse(checks.latest_report("http://127.0.0.2"))

    def test_the_right_nginx_file_is_of_this_odoo_and_its_report(self):
        checks = self.as_manager("proxy.health.check")
        report = self._report(self.closed_address)
        found = checks.nginx_file(self.closed_address, {"names": ["erp.example.com"]})
        self.assertIn(f":{report['odoo']['http_port']};", found["text"])
        self.assertIn("server_name erp.example.com;", found["text"])
        for line in found["lines"]:
            self.assertIn(line["text"], found["text"])
        for wrong in ({"names": ["a;b"]}, {"listen": "80"}, {"workers": 0}, [1]):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                checks.nginx_file(self.closed_address, wrong)

    def test_a_report_is_rendered_from_what_was_stored(self):
        report = self._report(self.closed_address)
        check = self.as_manager("proxy.health.check").search([], limit=1)
        self.env.invalidate_all()
        self.assertEqual(check.report, report)
        titles = [finding["title"] for finding in report["findings"]]
        self.assertEqual(check.failed_ids.mapped("title"), titles)
        self.assertTrue(all(finding.symptom for finding in check.failed_ids))

    def test_a_mistake_of_a_probe_loop_ends_the_check_with_what_was_seen(self):
        def breaks(*_args, **_options):
            yield SEEN
            raise RuntimeError("a mistake of ours")

        logger = "odoo.addons.proxy_health.models.check"
        with looking(breaks), self.assertLogs(logger, "ERROR"):
            report = self._report(self.closed_address)
        self.assertEqual(len(report["observations"]), 1)
        check = self.as_manager("proxy.health.check").search([], limit=1)
        self.assertIn("error of its own", check.because)

    @mute_logger("odoo.addons.proxy_health.models.check")
    def test_a_mistake_in_judging_leaves_nothing_running(self):
        checks = self.as_manager("proxy.health.check")
        with (
            seeing(SEEN),
            patch.object(engine, "judge", side_effect=RuntimeError),
        ):
            self.assertFalse(checks.run_check(self.closed_address))
        self.assertEqual(checks.search([], limit=1).state, "interrupted")

    def test_what_the_wire_sends_can_always_be_stored(self):
        facts = {"nul\0": "\0", "half": "\ud800", "list": ["\0", {"deep": "\0"}]}
        seen = Observation("echo", Vantage.SERVER, Status.SEEN, facts, 1.0)
        with seeing(seen):
            self._report(self.closed_address)
        self.env.flush_all()
        stored = self.as_manager("proxy.health.check").search([], limit=1).observations
        self.assertNotIn("\0", str(stored))
