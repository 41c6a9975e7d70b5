from odoo import fields
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import file_open

from ..hooks import uninstall_hook
from ..models.res_users_apikeys import SCOPE
from ..proxycheck.words import CheckVerdict, Depth, Layer, Severity, Verdict
from ..tools.words import STATES
from .common import MANAGER


@tagged("post_install", "-at_install")
class TestInstallation(TransactionCase):
    def test_every_record_goes_with_the_module(self):
        """All that is nobody's data file is deleted by the hook."""
        admin = self.env.ref("base.user_admin")
        self.env["res.config.settings"].with_user(admin).create({}).execute()
        parameters = self.env["ir.config_parameter"].sudo()
        ours = [("key", "=like", "proxy_health%")]
        self.assertTrue(parameters.search(ours))
        bundle = self.env["ir.qweb"]._get_asset_bundle("proxy_health.assets_page")
        assets = bundle.js()
        self.assertTrue(assets.exists())
        uninstall_hook(self.env)
        self.assertFalse(parameters.search(ours))
        self.assertFalse(assets.exists())
        crons = self.env["ir.cron"].with_context(active_test=False)
        ours = crons.search([("model_id.model", "=like", "proxy.health.%")])
        owned = self.env["ir.model.data"].search(
            [("module", "=", "proxy_health"), ("model", "=", "ir.cron")]
        )
        self.assertEqual(set(ours.ids), set(owned.mapped("res_id")))

    def test_no_model_of_others_has_a_foreign_key_to_ours(self):
        # Odoo keeps the row of such a constraint when the module is uninstalled.
        keys = self.env["ir.model.constraint"].search(
            [("module.name", "=", "proxy_health"), ("type", "=", "f")]
        )
        models = keys.model.mapped("model")
        self.assertTrue(models)
        self.assertFalse([m for m in models if not m.startswith("proxy.health.")])

    def test_a_copy_of_the_database_probes_nothing(self):
        target = self.env["proxy.health.target"].create(
            {"base_url": "http://a.example.com"}
        )
        check = self.env["proxy.health.check"].create({"target_id": target.id})
        self._neutralize()
        self.assertFalse(target.active)
        self.assertEqual(check.state, "cancelled")

    def _neutralize(self):
        self.env.flush_all()
        with file_open("proxy_health/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()

    def test_a_copy_of_the_database_is_read_by_nobody(self):
        manager = new_test_user(self.env, "proxy_copied", groups=MANAGER)
        keys = self.env["res.users.apikeys"].with_user(manager).sudo()
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        key = keys._generate(SCOPE, "monitor", until)
        others = keys._generate("another.addon", "not ours", until)
        self.assertEqual(keys._proxy_health_user(key), manager)
        self._neutralize()
        self.assertFalse(keys._proxy_health_user(key))
        self.assertEqual(
            keys._check_credentials(scope="another.addon", key=others), manager.id
        )

    def test_selections_say_the_engines_words(self):
        for model, field, words in (
            ("proxy.health.check", "verdict", CheckVerdict),
            ("proxy.health.check", "depth", Depth),
            ("proxy.health.finding", "verdict", Verdict),
            ("proxy.health.finding", "severity", Severity),
            ("proxy.health.finding", "layer", Layer),
        ):
            values = self.env[model]._fields[field].get_values(self.env)
            self.assertEqual(values, [word.value for word in words])
        self.assertEqual(
            self.env["proxy.health.check"]._fields["state"].get_values(self.env),
            [state for state, _label in STATES],
        )
