from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..models.check import MAX_LOG
from .common import People

LINE = (
    "2026/11/25 00:44:41 [error] 12#12: *45 connect() failed (111: Connection refused)"
    ' while connecting to upstream, client: 192.0.2.7, server: erp, request: "GET'
    ' /websocket?token=secret HTTP/1.1", upstream: "http://127.0.0.1:8072/websocket"\n'
)


@tagged("post_install", "-at_install")
class TestExplain(People, TransactionCase):
    def test_a_manager_is_told_what_pasted_lines_mean(self):
        explained = self.as_manager("proxy.health.check").explain(LINE * 2)
        [message] = explained["messages"]
        self.assertEqual((message["code"], message["count"]), ("upstream_refused", 2))
        self.assertEqual(message["rules"][0]["code"], "websocket_upstream_dead")
        self.assertNotIn("secret", str(explained))

    def test_what_is_no_text_or_too_much_is_refused(self):
        for wrong in (None, ["a"], "x" * (MAX_LOG + 1)):
            with self.assertRaises(ValidationError):
                self.as_manager("proxy.health.check").explain(wrong)
