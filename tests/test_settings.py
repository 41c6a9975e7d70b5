# lxml is compiled, and ships no stubs.
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from .common import People


@tagged("post_install", "-at_install")
class TestSettings(People, TransactionCase):
    def setUp(self):
        super().setUp()
        self.admin = self.env.ref("base.user_admin")
        self.own = self.env.ref("proxy_health.proxy_health_target_own")

    def _settings(self, **values):
        return self.env["res.config.settings"].with_user(self.admin).create(values)

    def test_the_section_is_shown_with_its_button(self):
        view = self.env["res.config.settings"].with_user(self.admin).get_view()
        arch = etree.fromstring(view["arch"])
        self.assertTrue(arch.xpath("//app[@name='proxy_health']"))
        self.assertTrue(arch.xpath("//button[@name='action_proxy_health_run']"))

    def test_the_address_is_that_of_this_odoo(self):
        self.assertEqual(self._settings().proxy_health_base_url, self.own.base_url)

    def test_the_address_is_kept(self):
        self._settings(proxy_health_base_url="https://erp.example.com").execute()
        self.assertEqual(self.own.base_url, "https://erp.example.com")

    def test_an_emptied_address_follows_web_base_url_again(self):
        self.own.base_url = "https://erp.example.com"
        self._settings(proxy_health_base_url=False).execute()
        self.assertFalse(self.own.address)

    def test_saving_other_settings_touches_no_target(self):
        self._settings().execute()
        self.assertFalse(self.own.address)

    def test_how_often_timeouts_are_measured_is_shown_and_kept(self):
        self.assertEqual(self._settings().proxy_health_full_check, "nightly")
        self._settings(proxy_health_full_check="needed").execute()
        self.assertEqual(self.own.full_check, "needed")

    def test_when_timeouts_were_measured_is_shown(self):
        self.env["proxy.health.check"].create(
            {
                "target_id": self.own.id,
                "base_url": self.own.base_url,
                "depth": "full",
                "state": "done",
                "started_at": "2026-01-31 02:00:00",
            }
        )
        measured = self._settings().proxy_health_measured_at
        self.assertEqual(str(measured), "2026-01-31 02:00:00")

    def test_a_malformed_address_is_refused(self):
        with self.assertRaises(ValidationError):
            self._settings(proxy_health_base_url="erp").execute()

    def test_the_button_queues_a_check_of_the_address_in_the_form(self):
        settings = self._settings(proxy_health_base_url="https://erp.example.com")
        action = settings.action_proxy_health_run()
        check = self.env["proxy.health.check"].browse(action["params"]["check"])
        self.assertEqual((check.state, check.target_id), ("queued", self.own))
        self.assertEqual(self.own.base_url, "https://erp.example.com")

    def test_the_last_verdict_is_shown_with_its_check(self):
        check = self.env["proxy.health.check"].create(
            {
                "target_id": self.own.id,
                "state": "done",
                "verdict": "broken",
                "started_at": "2026-01-31 12:00:00",
            }
        )
        settings = self._settings()
        self.assertEqual(settings.proxy_health_verdict, "broken")
        self.assertEqual(settings.proxy_health_check_id, check)
        self.assertEqual(str(settings.proxy_health_checked_at), "2026-01-31 12:00:00")
