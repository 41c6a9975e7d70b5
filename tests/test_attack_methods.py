"""Every method that RPC reaches, as everybody: who may call it stands in one table.

A public method that a class of the addon declares, and that no row names, fails.
"""

# Long, for the table of methods and people is one.

import inspect

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..proxycheck import registry
from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from .common import People, seeing
from .test_share import evil_check

ADDON = "odoo.addons.proxy_health."

# Each with an API key of its own that is good for everything its owner may do. 403: not
# for you. 422: let in, and told that this cannot be done now.
TABLE = """
                                           portal employee manager system
proxy.health.alert.action_mute                403      403     200    200
proxy.health.alert.action_open_check          403      403     200    200
proxy.health.alert.action_test_again          403      403     200    200
proxy.health.check.action_cancel              403      403     200    200
proxy.health.check.action_run                 403      403     200    200
proxy.health.check.action_share               403      403     200    200
proxy.health.check.action_watch               403      403     200    200
proxy.health.check.browser_probes             403      403     200    200
proxy.health.check.choose_nginx               403      403     200    200
proxy.health.check.explain                    403      403     200    200
proxy.health.check.issue_ticket               403      403     200    200
proxy.health.check.latest_report              403      403     200    200
proxy.health.check.lint                       403      403     200    200
proxy.health.check.mute                       403      403     200    200
proxy.health.check.nginx_file                 403      403     200    200
proxy.health.check.page                       403      403     200    200
proxy.health.check.progress                   403      403     200    200
proxy.health.check.record_observations        403      403     200    200
proxy.health.check.run_check                  403      403     200    200
proxy.health.check.run_now                    403      403     200    200
proxy.health.check.start                      403      403     200    200
proxy.health.check.support_report             403      403     200    200
proxy.health.check.support_text               403      403     200    200
proxy.health.check.unmute                     403      403     200    200
proxy.health.mute.create                      403      403     200    200
proxy.health.mute.write                       403      403     200    200
proxy.health.new.key.action_make              200      200     200    200
proxy.health.share.action_revoke              403      403     200    200
proxy.health.support.action_json              403      403     200    200
proxy.health.support.action_link              403      403     200    200
proxy.health.support.action_markdown          403      403     200    200
proxy.health.target.action_mail_test          403      403     200    200
proxy.health.target.action_open_checks        403      403     200    200
proxy.health.target.action_open_history       403      403     200    200
proxy.health.target.action_run_check          403      403     200    200
proxy.health.target.action_webhook_test       403      403     403    422
proxy.health.target.create                    403      403     403    200
proxy.health.target.write                     403      403     200    200
res.config.settings.action_proxy_health_run   403      403     403    200
res.config.settings.get_values                200      200     200    200
res.config.settings.set_values                403      403     403    200
ir.http.session_info                          200      200     200    200
"""

CODE = "another_odoo_answers"
# What a method is called with; those of a record get its id.
ARGUMENTS = {
    "proxy.health.check.browser_probes": {"origin": "https://erp.example.com"},
    "proxy.health.check.choose_nginx": {"choices": {"hsts": True}},
    "proxy.health.check.explain": {"text": "a line"},
    "proxy.health.check.lint": {"text": "server {}"},
    "proxy.health.check.mute": {"code": CODE, "reason": "known"},
    "proxy.health.check.record_observations": {"observations": []},
    "proxy.health.check.unmute": {"code": CODE},
    "proxy.health.mute.write": {"vals": {"reason": "known for long"}},
    "proxy.health.target.write": {"vals": {"name": "renamed"}},
}


def rows():
    """Yield ``(method, visitor, expected status)``."""
    head, *lines = TABLE.strip().splitlines()
    for line in lines:
        method, *statuses = line.split()
        for visitor, status in zip(head.split(), statuses, strict=True):
            yield method, visitor, int(status)


def declared(registry):
    """Return ``{model.method: function}`` of what RPC reaches and our classes declare."""
    found = {}
    for name, model in registry.items():
        for cls in reversed(model.mro()):
            if cls.__module__.startswith(ADDON) and ".tests." not in cls.__module__:
                found |= {f"{name}.{attr}": f for attr, f in _public(cls)}
    return found


def _public(cls):
    """Yield what Odoo's `get_public_method` would let through."""
    for attribute, value in vars(cls).items():
        private = attribute.startswith("_") or getattr(value, "_api_private", False)
        # Ours only takes fields away from Odoo's own (tests/test_foreign_addresses.py).
        if inspect.isfunction(value) and not private and attribute != "default_get":
            yield attribute, value


@tagged("post_install", "-at_install")
class TestAttackMethods(People, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        system = new_test_user(cls.env, "proxy_system", groups="base.group_system")
        cls.users = {
            "portal": cls.portal,
            "employee": cls.employee,
            "manager": cls.manager,
            "system": system,
        }
        cls.keys = {name: cls._key(user) for name, user in cls.users.items()}
        cls.check = evil_check(cls.env(user=cls.manager))

    @classmethod
    def _key(cls, user):
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        keys = cls.env["res.users.apikeys"].with_user(user).sudo()
        return keys._generate(None, "attack", until)

    def _record(self, model, user):
        """Return a record of the model that this user would meet."""
        if model == "proxy.health.check":
            return self.check
        if model == "proxy.health.target":
            return self.check.target_id
        records = self.env[model].with_user(user).sudo()
        if model == "proxy.health.mute":
            return records.search([], limit=1) or records.create(self._mute(CODE))
        if model == "proxy.health.alert":
            values = {"target_id": self.check.target_id.id, "code": CODE, "finding": {}}
            return records.search([("code", "=", CODE)]) or records.create(values)
        if model == "proxy.health.share":
            records._make(self.check, 1)
            return records.search([], limit=1)
        return records.create(self._values(model))

    def _mute(self, code):
        return {"target_id": self.check.target_id.id, "code": code, "reason": "known"}

    def _values(self, model):
        if model == "proxy.health.new.key":
            return {"name": "support"}
        return {"check_id": self.check.id} if model == "proxy.health.support" else {}

    def _arguments(self, method, user):
        """Return the JSON that the method is called with."""
        number = len(self.env["proxy.health.target"].search([]))
        unmuted = sorted(set(registry.rules()) - set(self.check.target_id._muted()))
        model, _dot, name = method.rpartition(".")
        arguments = {
            **ARGUMENTS,
            "proxy.health.check.run_check": {"base_url": self.closed_address},
            "proxy.health.check.start": {"base_url": self.closed_address},
            "proxy.health.mute.create": {"vals_list": [self._mute(unmuted[0])]},
            "proxy.health.target.create": {
                "vals_list": [{"address": f"https://new{number}.example.com"}]
            },
        }.get(method, {})
        function = getattr(type(self.env[model]), name)
        # Up to 18 Odoo marks such a method by `_api`.
        marks = ("_api_model", "_api")
        if model == "ir.http" or any(hasattr(function, one) for one in marks):
            return arguments
        return {"ids": self._record(model, user).ids, **arguments}

    def _call(self, method, visitor):
        model, _dot, name = method.rpartition(".")
        self.authenticate(None, None)
        seen = Observation("echo", Vantage.SERVER, Status.SKIPPED, because="not looked")
        with seeing(seen):
            return self.url_open(
                f"/json/2/{model}/{name}",
                method="POST",
                json=self._arguments(method, self.users[visitor]),
                headers={"Authorization": f"Bearer {self.keys[visitor]}"},
            )

    def test_every_public_method_has_a_row(self):
        named = {method for method, _visitor, _status in rows()}
        self.assertEqual(set(declared(self.registry)) - named, set())
        self.assertEqual(named - set(declared(self.registry)), set())

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_everybody_calls_what_the_table_says(self):
        for method, visitor, expected in rows():
            with self.subTest(f"{visitor} {method}"):
                answer = self._call(method, visitor)
                self.assertEqual(answer.status_code, expected, answer.text[:300])

    def test_without_a_password_no_key_is_made(self):
        keys = self.env["res.users.apikeys"]
        before = keys.search_count([])
        for visitor in self.users:
            answer = self._call("proxy.health.new.key.action_make", visitor).json()
            self.assertEqual(answer["res_model"], "res.users.identitycheck")
        self.assertEqual(keys.search_count([]), before)

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_what_begins_with_an_underscore_is_called_by_nobody(self):
        for method in (
            "proxy.health.lifetime._tell",
            "proxy.health.webhook._send",
            "proxy.health.check._run",
            "res.users.apikeys._proxy_health_user",
        ):
            model, _dot, name = method.rpartition(".")
            answer = self.url_open(
                f"/json/2/{model}/{name}",
                method="POST",
                json={},
                headers={"Authorization": f"Bearer {self.keys['system']}"},
            )
            with self.subTest(method):
                self.assertIn(answer.status_code, (403, 404), answer.text[:300])
