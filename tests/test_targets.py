from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import Form, TransactionCase
from odoo.tools import mute_logger

from .common import People


class TestTargets(People, TransactionCase):
    def setUp(self):
        super().setUp()
        self.admin = self.env.ref("base.user_admin")
        self.targets = self.env["proxy.health.target"].with_user(self.admin)
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

    def test_what_an_administrator_uses_is_told_to_the_engine(self):
        self.assertEqual(self.own._as_probed().proxy, "")
        self.own.proxy = "traefik"
        self.assertEqual(self.own._as_probed().proxy, "traefik")

    def test_a_malformed_connect_to_is_refused(self):
        with self.assertRaises(ValidationError):
            self.own.connect_to = "http://10.0.0.5/"

    def test_an_address_has_one_target_only(self):
        self.targets.create({"base_url": "https://a.example.com", "active": False})
        with self.assertRaisesRegex(ValidationError, "already a target"):
            self.targets.create({"base_url": "https://a.example.com/"})

    def test_however_it_is_spelled_an_address_has_one_target(self):
        self.targets.create({"base_url": "https://xn--mnchen-3ya.example"})
        for spelled in (
            "https://münchen.example",
            "https://MÜNCHEN.example/",
            "HTTPS://XN--MNCHEN-3YA.example:443",
            "https://münchen.example:0443/",
        ):
            for field in ("base_url", "address"):
                with (
                    self.subTest(f"{field} {spelled}"),
                    self.assertRaisesRegex(ValidationError, "already a target"),
                ):
                    self.targets.create({field: spelled})
                with (
                    self.subTest(f"written {field} {spelled}"),
                    self.assertRaisesRegex(ValidationError, "already a target"),
                ):
                    self.own.write({field: spelled})

    def test_two_spellings_of_one_number_are_one_address(self):
        target = self.targets.create({"base_url": "http://[0:0::0001]:8069"})
        self.assertEqual(target.base_url, "http://[::1]:8069")

    def test_what_follows_web_base_url_has_its_address_as_well(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("web.base.url", "https://Own.example.com:443/")
        self.own.invalidate_recordset()
        self.assertEqual(self.own.base_url, "https://own.example.com")
        for values in (
            {},
            {"name": "Again"},
            {"base_url": "https://own.example.com"},
            {"address": "https://OWN.example.com/"},
            {"address": False, "active": False},
        ):
            with (
                self.subTest(values),
                self.assertRaisesRegex(ValidationError, "already a target"),
            ):
                self.targets.create(values)
        other = self.targets.create({"address": "https://other.example.com"})
        with self.assertRaisesRegex(ValidationError, "already a target"):
            other.address = False

    def test_two_requests_at_once_make_one_target(self):
        """Neither sees the other's row; the database does."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env.cr.execute(
                "INSERT INTO proxy_health_target (name, full_check)"
                " VALUES ('x', 'nightly')"
            )

    def test_a_form_that_is_filled_in_logs_nothing(self):
        with self.assertNoLogs("odoo", "WARNING"):
            form = Form(self.targets)
            form.base_url = "https://form.example.com"
            target = form.save()
            with Form(target) as form:
                form.name = "A form"
                form.every_minutes = 30
        self.assertEqual(target.base_url, "https://form.example.com")

    def test_a_target_is_found_by_its_address(self):
        self.assertEqual(self.targets._for_address(self.own.base_url), self.own)
        self.assertEqual(self.targets._for_address(None), self.own)

    def test_the_own_target_comes_back_when_it_was_deleted(self):
        self.targets.search([]).unlink()
        self.assertTrue(self.targets._own().base_url)
