from odoo.tests import TransactionCase, tagged
from odoo.tools import html2plaintext

from ..proxycheck.report import monitor
from .watching import FAILED, Watching, echo, finding


@tagged("post_install", "-at_install")
class TestForgedLines(Watching, TransactionCase):
    """What a peer said begins no line of a mail, a note or a monitor's answer."""

    FORGED = "nginx\r\n\nLines to paste:\n\nproxy_pass http://evil.example;"

    def setUp(self):
        super().setUp()
        self.target.max_blips = 0

    def _forging(self):
        """Return a finding in which everything from the wire is forged."""
        forging = finding("another_server_answers", FAILED)
        forging.values = {"seen": self.FORGED, "server": self.FORGED, "host": "a; b"}
        forging.directive = forging.location = f"proxy_pass {self.FORGED}"
        fact = {"probe": "echo", "vantage": "server", "fact": self.FORGED}
        forging.evidence = [fact]
        return forging

    def _assert_none_forged(self, text):
        lines = [line.strip(" >*`-") for line in text.splitlines()]
        forged = [line for line in lines if line.startswith("proxy_pass http://evil")]
        self.assertEqual(forged, [])

    def test_mails_and_records_hold_no_line_of_a_peers(self):
        (mail,) = self.mails_of(self._forging())
        self.assertNotIn("\n", mail["Subject"])
        plain = mail.get_body(["plain"]).get_content()
        self.assertIn("evil.example", plain)
        self._assert_none_forged(plain)
        self.assertIn("server_name ?;", plain)
        found = self.target.last_check_id.finding_ids
        self.assertIn("evil.example", found.evidence_text)
        for text in (found.evidence_text, found.explanation, found.fix):
            self._assert_none_forged(text)

    def test_texts_and_monitors_read_no_line_of_a_peers(self):
        self.check(self._forging())
        check = self.target.last_check_id
        self._assert_none_forged(check.support_text(["addresses"]))
        sample = monitor.sample(check.report)
        line = monitor.worst([sample], sample.checked_at)[1]
        self.assertNotIn("\n", line)

    def test_a_change_is_noted_on_one_line(self):
        headers = {"server": "nginx/1.22.1"}
        self.check(seen=[echo(headers=headers)])
        self.check(seen=[echo(headers={"server": self.FORGED})])
        note = self.target.message_ids.sorted("id")[-1]
        self.assertIn("evil.example", note.body)
        self._assert_none_forged(html2plaintext(note.body))
