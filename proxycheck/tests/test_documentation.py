"""Every finding leads to the page that documents its directive."""

import unittest

from ..nginx.documentation import ODOO, page_of
from ..registry import rules
from ..words import Layer

#: Named for what they are, not for a directive of nginx's.
OUTSIDE = {"DNS", "network filter"}


class Documentation(unittest.TestCase):
    def test_a_directive_leads_to_its_own_module(self):
        self.assertRegex(
            page_of("proxy_set_header Upgrade"), r"proxy_module\.html#proxy_set_header$"
        )
        self.assertRegex(page_of("location /websocket"), r"core_module\.html#location$")
        self.assertRegex(page_of("limit_req"), r"limit_req_module\.html#limit_req$")

    def test_a_setting_of_odoo_leads_to_odoo(self):
        for setting in (
            "proxy_mode",
            "workers",
            "gevent_port",
            "web.base.url",
            "dbfilter",
        ):
            self.assertEqual(page_of(setting), ODOO)

    def test_every_directive_of_nginx_that_a_rule_names_is_known(self):
        named = {r.directive for r in rules().values() if r.layer is Layer.NGINX}
        self.assertEqual({d for d in named - OUTSIDE if page_of(d) == ODOO}, set())
