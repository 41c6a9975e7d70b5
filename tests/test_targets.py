from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase

from .common import People


class TestTargets(People, TransactionCase):
    def setUp(self):
        super().setUp()
        self.targets = self.as_manager("proxy.health.target")
        self.own = self.targets.browse(
            self.env.ref("proxy_health.proxy_health_target_own").id
        )

    def test_the_own_target_follows_web_base_url_until_it_is_edited(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("web.base.url", "https://one.example.com")
        self.own.invalidate_recordset()
        self.assertEqual(self.own.base_url, "https://one.example.com")
        self.own.base_url = "https://two.example.com"
        parameters.set_param("web.base.url", "https://three.example.com")
        self.own.invalidate_recordset()
        self.assertEqual(self.own.base_url, "https://two.example.com")

    def test_saving_the_followed_address_does_not_stop_the_following(self):
        self.own.base_url = self.own.base_url
        self.assertFalse(self.own.address)

    def test_an_address_is_kept_as_the_engine_spells_it(self):
        target = self.targets.create({"base_url": " HTTPS://Erp.Example.com:443/ "})
        self.assertEqual(target.base_url, "https://erp.example.com")

    def test_a_malformed_address_is_refused(self):
        for wrong in ("erp", "javascript:alert(1)", "http://a b", "http://x/path"):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                self.targets.create({"base_url": wrong})
            with self.subTest(wrong), self.assertRaises(ValidationError):
                self.own.base_url = wrong

    def test_a_malformed_connect_to_is_refused(self):
        with self.assertRaises(ValidationError):
            self.own.connect_to = "http://10.0.0.5/"

    def test_an_address_has_one_target_only(self):
        self.targets.create({"base_url": "https://a.example.com", "active": False})
        with self.assertRaisesRegex(ValidationError, "already a target"):
            self.targets.create({"base_url": "https://a.example.com/"})

    def test_a_target_is_found_by_its_address(self):
        self.assertEqual(self.targets._for_address(self.own.base_url), self.own)
        self.assertEqual(self.targets._for_address(None), self.own)

    def test_the_own_target_comes_back_when_it_was_deleted(self):
        self.targets.search([]).unlink()
        self.assertTrue(self.targets._own().base_url)
