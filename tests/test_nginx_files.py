import sys
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..proxycheck.tests.optional import reads_configurations
from ..tools import pasted
from .common import People
from .test_share import evil_check

SECRET = "sk4711verysecret"
#: A site that sends websockets to the pages' port, and holds a secret.
FILE = (
    """
upstream odoo { server 127.0.0.1:8069; }
server {
    listen 80;
    server_name erp.example.com;
    location /private { proxy_set_header Authorization "Bearer %s"; }
    location / { proxy_pass http://odoo; }
}
"""
    % SECRET
)


@tagged("post_install", "-at_install")
class TestNginxFiles(People, TransactionCase):
    def setUp(self):
        super().setUp()
        self.checks = self.as_manager("proxy.health.check")
        self.check = evil_check(self.env(user=self.manager))
        self.check.sudo().base_url = self.check.target_id.base_url

    def test_choices_are_remembered_for_the_address(self):
        chosen = {"names": ["one.example.com"], "odoo_host": "odoo", "hsts": True}
        found = self.check.choose_nginx(chosen)
        self.assertIn("server odoo:", found["text"])
        self.assertEqual(found["chosen"], chosen)
        self.assertEqual(found["choices"]["names"], ["one.example.com"])
        again = self.checks.nginx_file(self.check.base_url)
        self.assertEqual(again["text"], found["text"])
        self.assertFalse(self.check.choose_nginx({})["chosen"])

    def test_what_would_not_stand_in_a_file_is_not_remembered(self):
        target = self.check.target_id
        for wrong in ({"odoo_host": "a;b"}, {"keepalive": -1}, {"era": "x"}, [1]):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                self.check.choose_nginx(wrong)
            with self.subTest(wrong), self.assertRaises(ValidationError):
                target.with_user(self.manager).write({"nginx_choices": wrong})

    @reads_configurations
    def test_a_pasted_file_is_judged_with_lines_and_a_diff(self):
        told = self.checks.lint(FILE)
        codes = {row["code"] for row in told["findings"]}
        self.assertEqual(told["verdict"], "broken")
        self.assertIn("forwarded_host_missing", codes)
        self.assertTrue(all(row["file"] == "nginx.conf" for row in told["findings"]))
        self.assertIn("--- nginx.conf", told["diff"])
        self.assertNotIn(SECRET, str(told["findings"]))

    @reads_configurations
    def test_what_cannot_be_read_is_a_sentence_and_no_exception(self):
        told = self.checks.lint("server { password_is %s" % SECRET)
        self.assertTrue(told["refused"])
        for wrong in (None, ["a"], "x" * (pasted.MAX_CHARACTERS + 1)):
            with self.assertRaises(ValidationError):
                self.checks.lint(wrong)

    def test_without_the_parser_it_says_what_to_install(self):
        missing = dict.fromkeys(("crossplane", "crossplane.lexer"))
        with patch.dict(sys.modules, missing):
            told = self.checks.lint(FILE)
        self.assertIn("pip install nginx-crossplane", told["refused"])

    @reads_configurations
    def test_a_pasted_text_is_stored_nowhere(self):
        self.checks.lint(FILE, self.check.base_url)
        self.env.flush_all()
        kept = str(self.check.read()) + str(self.check.target_id.sudo().read())
        self.assertNotIn(SECRET, kept)
