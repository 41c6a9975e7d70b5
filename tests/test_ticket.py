from odoo.fields import Command
from odoo.tests import TransactionCase, freeze_time, new_test_user
from odoo.tools.misc import hash_sign

from ..tools import ticket
from .common import MANAGER


class TestTicket(TransactionCase):
    def test_a_token_says_what_was_signed_into_it(self):
        issued = ticket.issue(self.env, 7)
        self.assertEqual(ticket.values_of(self.env, issued["token"])["check"], 7)

    def test_the_proof_is_that_of_the_token_and_differs_for_each(self):
        one, other = ticket.issue(self.env), ticket.issue(self.env)
        nonce = ticket.values_of(self.env, one["token"])["nonce"]
        self.assertEqual(one["proof"], ticket.proof(self.env, nonce))
        self.assertNotEqual(one["proof"], other["proof"])

    def test_a_token_expires_after_its_lifetime(self):
        with freeze_time("2026-01-31 12:00:00"):
            token = ticket.issue(self.env)["token"]
        with freeze_time("2026-01-31 12:04:59"):
            self.assertTrue(ticket.values_of(self.env, token))
        with freeze_time("2026-01-31 12:05:01"):
            self.assertIsNone(ticket.values_of(self.env, token))

    def test_a_token_is_worth_what_its_owner_may_do_today(self):
        group = self.env.ref("proxy_health.proxy_health_group_manager")
        for name, leave in {
            "demoted": lambda user: user.write(
                {"group_ids": [Command.unlink(group.id)]}
            ),
            "archived": lambda user: user.write({"active": False}),
            "deleted": lambda user: user.unlink(),
        }.items():
            leaver = new_test_user(self.env, name, groups=MANAGER)
            issued = ticket.issue(self.env(user=leaver))
            self.assertTrue(ticket.values_of(self.env, issued["token"]))
            self.assertTrue(ticket.admits(self.env, issued["channel"]))
            leave(leaver)
            self.assertIsNone(ticket.values_of(self.env, issued["token"]))
            self.assertFalse(ticket.admits(self.env, issued["channel"]))

    def test_a_forged_token_opens_nothing(self):
        token = ticket.issue(self.env)["token"]
        last = "A" if token[-1] != "A" else "Q"
        forged = {
            "empty": "",
            "none": None,
            "guessed": "letmein",
            "not base64": "%%%%",
            "not text": "ÿþ\x00",
            "too long": "A" * 100_000,
            "one letter changed": token[:-1] + last,
            "another version": "Ag" + token[2:],
            "cut": token[:20],
        }
        for name, wrong in forged.items():
            with self.subTest(name):
                self.assertIsNone(ticket.values_of(self.env, wrong))

    def test_a_challenge_is_answered_with_its_own_proof_and_opens_nothing(self):
        issued = ticket.issue(self.env, 7)
        answer = ticket.answer_to(self.env, issued["challenge"])
        self.assertEqual(answer, issued["challenge_proof"])
        self.assertNotEqual(answer, issued["proof"])
        self.assertIsNone(ticket.values_of(self.env, issued["challenge"]))
        channel = ticket.CHANNEL_PREFIX + issued["challenge"]
        self.assertFalse(ticket.admits(self.env, channel))

    def test_only_a_challenge_of_this_database_is_answered_and_not_for_long(self):
        issued = ticket.issue(self.env)
        for wrong in ("", None, "nonce", "x" * 5000, issued["token"]):
            self.assertIsNone(ticket.answer_to(self.env, wrong))
        with freeze_time("2026-01-31 12:00:00"):
            old = ticket.issue(self.env)["challenge"]
        self.assertIsNone(ticket.answer_to(self.env, old))
        self.env["ir.config_parameter"].sudo().set_param("database.secret", "another")
        self.assertIsNone(ticket.answer_to(self.env, issued["challenge"]))

    def test_a_token_of_another_scope_opens_nothing(self):
        other = hash_sign(
            self.env(su=True),
            "another.scope",
            {"nonce": "x", "check": 0},
            ticket.LIFETIME,
        )
        self.assertIsNone(ticket.values_of(self.env, other))

    def test_a_token_of_another_database_opens_nothing(self):
        token = ticket.issue(self.env)["token"]
        self.env["ir.config_parameter"].sudo().set_param("database.secret", "another")
        self.assertIsNone(ticket.values_of(self.env, token))
