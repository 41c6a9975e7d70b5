"""Odoo says whose a key is; what is remembered of that is no key and never outdated."""

from unittest.mock import patch

from odoo import fields
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.base.models.res_users import KEY_CRYPT_CONTEXT

from ..models import res_users_apikeys as api_key
from ..models.res_users_apikeys import SCOPE
from .common import MANAGER, People


@tagged("post_install", "-at_install")
class TestReadingKeys(People, TransactionCase):
    def setUp(self):
        super().setUp()
        self.owner = new_test_user(self.env, "proxy_key_owner", groups=MANAGER)
        self.keys = self.env["res.users.apikeys"]
        self.key = self._new()
        self.assertEqual(self._whose(), self.owner)  # and so it is remembered

    def _new(self, scope=SCOPE):
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        keys = self.keys.with_user(self.owner).sudo()
        return keys._generate(scope, "test", until)

    def _whose(self, key=None):
        return self.keys._proxy_health_user(key or self.key)

    def _asked(self, key=None):
        """Return how often Odoo is asked whose a key is."""
        model = type(self.keys)
        with patch.object(
            model, "_check_credentials", autospec=True, return_value=None
        ) as asked:
            self._whose(key)
        return asked.call_count

    def test_odoo_is_asked_once(self):
        self.assertEqual(self._asked(), 0)
        self.assertEqual(self._asked(self._new()), 1)

    def test_what_odoo_refuses_is_refused(self):
        with patch.object(
            type(self.keys), "_check_credentials", autospec=True, return_value=None
        ):
            self.assertFalse(self._whose(self._new()))
        self.assertFalse(self._whose(self._new(scope="another.addon")))

    def test_an_end_of_any_kind_acts_at_once(self):
        ends = {
            "revoked": "DELETE FROM res_users_apikeys WHERE user_id = %s",
            "expired": "UPDATE res_users_apikeys SET expiration_date = "
            "now() AT TIME ZONE 'utc' - interval '1 second' WHERE user_id = %s",
            "used for something else": "UPDATE res_users_apikeys SET scope = 'x' "
            "WHERE user_id = %s",
            "archived": "UPDATE res_users SET active = false WHERE id = %s",
        }
        for name, statement in ends.items():
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(statement, [self.owner.id])
                self.assertFalse(self._whose())
                savepoint.rollback()
                self.assertEqual(self._whose(), self.owner)

    def test_a_key_that_stood_for_another_row_is_judged_anew(self):
        stored = KEY_CRYPT_CONTEXT.hash("another key")
        self.env.cr.execute(
            "UPDATE res_users_apikeys SET key = %s WHERE user_id = %s",
            [stored, self.owner.id],
        )
        self.assertFalse(self._whose())

    def test_what_is_remembered_holds_no_key(self):
        kept = repr([vars(api_key), api_key._owners])
        self.assertNotIn(self.key, kept)
        self.assertNotIn(self.key[8:], kept)

    def test_an_unknown_key_costs_the_hashing_of_a_wrong_one(self):
        wrong = self.key[:8] + "0" * 32
        for key in (wrong, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"):
            with patch.object(
                type(KEY_CRYPT_CONTEXT), "verify", return_value=False
            ) as verify:
                self.assertFalse(self._whose(key))
            self.assertEqual(verify.call_count, 1)
