from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import People

BY_PEOPLE = ("proxy.health.target", "proxy.health.mute")
# What only the addon itself writes, whoever made it happen.
BY_ADDON = (
    "proxy.health.check",
    "proxy.health.finding",
    "proxy.health.share",
    "proxy.health.webhook",
)
MODELS = (*BY_PEOPLE, *BY_ADDON)


@tagged("post_install", "-at_install")
class TestAccess(People, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.public = cls.env.ref("base.public_user")
        cls.target = cls.env.ref("proxy_health.proxy_health_target_own")
        cls.check = cls.env["proxy.health.check"].create({"target_id": cls.target.id})
        cls.share = cls.env["proxy.health.share"].create(
            {
                "check_id": cls.check.id,
                "key_hash": "0" * 64,
                "expires_at": fields.Datetime.now(),
            }
        )

    # Long, for each method is a line.
    def _public_methods(self, record):
        checks, check, target = self.env["proxy.health.check"], self.check, self.target
        return {
            "run_check": (checks, ()),
            "latest_report": (checks, ()),
            "explain": (checks, ("a line",)),
            "nginx_file": (checks, ()),
            "choose_nginx": (check, ({},)),
            "lint": (checks, ("server {}",)),
            "issue_ticket": (checks, ()),
            "page": (checks, ()),
            "start": (checks, ()),
            "progress": (check, ()),
            "run_now": (check, ()),
            "browser_probes": (check, ("https://erp.example.com",)),
            "support_text": (check, ()),
            "support_report": (check, ()),
            "action_share": (check, ()),
            "mute": (check, ("another_odoo_answers", "why")),
            "unmute": (check, ("another_odoo_answers",)),
            "record_observations": (check, ([],)),
            "action_run": (check, ()),
            "action_cancel": (check, ()),
            "action_watch": (check, ()),
            "action_run_check": (target, ()),
            "action_open_checks": (target, ()),
            "action_webhook_test": (target, ()),
            "action_mail_test": (target, ()),
            "action_revoke": (self.share, ()),
            "action_open_history": (target, ()),
        }

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_nobody_but_managers_calls_any_public_method(self):
        for user in (self.public, self.portal, self.employee):
            for name, (records, arguments) in self._public_methods(user).items():
                with (
                    self.subTest(f"{user.login} {name}"),
                    self.assertRaises(AccessError),
                ):
                    getattr(records.with_user(user), name)(*arguments)

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_nobody_but_managers_reads_writes_creates_or_deletes(self):
        for user in (self.public, self.portal, self.employee):
            for model in MODELS:
                for operation in ("read", "write", "create", "unlink"):
                    with self.subTest(f"{user.login} {operation} {model}"):
                        records = self.env[model].with_user(user)
                        self.assertFalse(records.has_access(operation))

    def test_a_manager_reads_all_and_writes_what_people_write(self):
        self.assertFalse(self.manager._is_admin())
        for model in MODELS:
            self.assertTrue(self.as_manager(model).has_access("read"))
            for operation in ("write", "create", "unlink"):
                allowed = self.as_manager(model).has_access(operation)
                with self.subTest(f"{operation} {model}"):
                    self.assertEqual(allowed, model in BY_PEOPLE)
        self.assertIn("token", self.as_manager("proxy.health.check").issue_ticket())
        self.assertEqual(
            self.check.with_user(self.manager).progress()["state"], "queued"
        )

    def test_system_administrators_are_managers(self):
        admin = self.env.ref("base.user_admin")
        self.assertTrue(admin.has_group("proxy_health.proxy_health_group_manager"))

    def test_every_public_method_of_our_models_stands_in_this_test(self):
        ours = {
            name
            for model in MODELS
            for cls in type(self.env[model]).mro()
            if cls.__module__.startswith("odoo.addons.proxy_health")
            for name, value in vars(cls).items()
            if callable(value) and not name.startswith("_")
        }
        # The models' access rights guard these, and defaults are Odoo's but fewer.
        overridden = {"create", "write", "default_get"}
        self.assertEqual(ours - overridden, set(self._public_methods(self.manager)))
