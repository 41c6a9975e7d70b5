from markupsafe import escape

from odoo.tests import HttpCase, new_test_user, tagged

from ..proxycheck import registry
from ..proxycheck.logs.catalogue import kinds
from .common import People


@tagged("post_install", "-at_install")
class TestHelp(People, HttpCase):
    def test_what_people_see_leads_to_a_page_a_rule(self):
        new_test_user(
            self.env,
            "helped",
            password="helped-helped",
            groups="base.group_user,proxy_health.proxy_health_group_manager",
        )
        self.authenticate("helped", "helped-helped")
        page = self.url_open("/proxy_health/help").text
        self.assertIn("Real-time connection lost", page)
        for kind in kinds().values():
            self.assertIn(str(escape(kind.says)), page)
        self.assertIn("/proxy_health/help/websocket_location_missing", page)
        for code in registry.rules():
            about = self.url_open(f"/proxy_health/help/{code}")
            self.assertEqual(about.status_code, 200, code)
            self.assertNotIn("%(", about.text, code)
        answer = self.url_open("/proxy_health/help")
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        gone = self.url_open("/proxy_health/help/of_another_version")
        self.assertEqual(gone.status_code, 404)
