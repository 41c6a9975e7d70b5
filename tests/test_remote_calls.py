from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, get_db_name, tagged
from odoo.tools import mute_logger

from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from .common import People, seeing

# Odoo 19 calls XML-RPC deprecated at each call; it goes in 20.
XMLRPC_LOGGER = "odoo.addons.rpc.controllers.xmlrpc"
LARGE = 10 * 2**30
SEEN = Observation("echo", Vantage.SERVER, Status.SEEN, {"none": None, "large": LARGE})


@tagged("post_install", "-at_install")
class TestRemoteCalls(People, HttpCase):
    def setUp(self):
        super().setUp()
        patcher = seeing(SEEN)
        patcher.start()
        self.addCleanup(patcher.stop)

    def _xmlrpc(self, user, method, *arguments):
        return self.xmlrpc_object.execute_kw(
            get_db_name(), user.id, user.login, "proxy.health.check", method, arguments
        )

    def _json2(self, user, method, **arguments):
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        keys = self.env["res.users.apikeys"].with_user(user)
        key = keys._generate(None, "test", tomorrow)
        return self.url_open(
            f"/json/2/proxy.health.check/{method}",
            headers={"Authorization": f"Bearer {key}"},
            json=arguments,
            method="POST",
        )

    @mute_logger(XMLRPC_LOGGER)
    def test_xml_rpc_carries_a_report_with_what_it_has_no_words_for(self):
        report = self._xmlrpc(self.manager, "run_check", self.closed_address)
        self.assertEqual(report["schema"], "proxy_health.report/1")
        facts = report["observations"][0]["facts"]
        self.assertEqual(facts, {"none": False, "large": float(LARGE)})
        latest = self._xmlrpc(self.manager, "latest_report", self.closed_address)
        self.assertEqual(latest, report)

    @mute_logger(XMLRPC_LOGGER)
    def test_xml_rpc_says_false_where_there_is_no_report(self):
        self.assertIs(
            self._xmlrpc(self.manager, "latest_report", "http://nobody.invalid"), False
        )

    def test_json_2_carries_the_report_as_it_is(self):
        answer = self._json2(self.manager, "run_check", base_url=self.closed_address)
        self.assertEqual(answer.status_code, 200)
        facts = answer.json()["observations"][0]["facts"]
        self.assertEqual(facts, {"none": None, "large": LARGE})
        latest = self._json2(self.manager, "latest_report")
        self.assertEqual(latest.json(), answer.json())

    @mute_logger("odoo.http")
    def test_a_malformed_address_is_refused_in_a_sentence(self):
        answer = self._json2(self.manager, "run_check", base_url="erp")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("is not a web address", answer.json()["message"])

    @mute_logger("odoo.http")
    def test_who_is_no_manager_gets_nothing(self):
        for method in ("run_check", "latest_report", "issue_ticket"):
            self.assertEqual(self._json2(self.employee, method).status_code, 403)
