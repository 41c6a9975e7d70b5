"""Every record of the addon over RPC, as everybody: who may write stands in one table.

What a check says is what was seen: nobody creates, changes or deletes it by hand, nor
what was told about it. A model of the addon that no row names fails.
"""

# Long, for each model has its row.

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..proxycheck import registry
from .common import People

OURS = "proxy.health."
OPERATIONS = ("create", "write", "unlink")

# May they create, write, unlink? `c`, `w` and `u` say yes, `-` says no. Nobody comes
# without a key; each other one has a key that is good for everything its owner may do.
TABLE = """
                        nobody portal employee manager system
proxy.health.alert      ---    ---    ---      ---     ---
proxy.health.check      ---    ---    ---      ---     ---
proxy.health.finding    ---    ---    ---      ---     ---
proxy.health.lifetime   ---    ---    ---      --u     --u
proxy.health.mute       ---    ---    ---      cwu     cwu
proxy.health.new.key    ---    ---    ---      cwu     cwu
proxy.health.share      ---    ---    ---      ---     ---
proxy.health.support    ---    ---    ---      cwu     cwu
proxy.health.target     ---    ---    ---      -wu     cwu
proxy.health.webhook    ---    ---    ---      ---     ---
"""

# What an attacker would like to change.
CHANGES = {
    "proxy.health.alert": {"is_open": True},
    "proxy.health.check": {"verdict": "healthy"},
    "proxy.health.finding": {"verdict": "passed"},
    "proxy.health.lifetime": {"count": 1000},
    "proxy.health.mute": {"reason": "known for long"},
    "proxy.health.new.key": {"days": "30"},
    "proxy.health.share": {"revoked": False},
    "proxy.health.support": {"days": "30"},
    "proxy.health.target": {"name": "renamed"},
    "proxy.health.webhook": {"state": "pending"},
}


# What only checks and the schedule write down at an address.
NOTED = {
    "next_check_at": "2099-01-01 00:00:00",
    "changed_at": "2020-01-01 00:00:00",
    "fingerprint": {"Server": "nginx"},
}


def rows():
    """Yield ``(model, visitor, operation, whether it is allowed)``."""
    head, *lines = TABLE.strip().splitlines()
    for line in lines:
        model, *rights = line.split()
        for visitor, letters in zip(head.split(), rights, strict=True):
            for operation, letter in zip(OPERATIONS, letters, strict=True):
                yield model, visitor, operation, letter == operation[0]


@tagged("post_install", "-at_install")
class TestAttackRecords(People, HttpCase):
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
        cls.number = 0
        cls.target = cls.env["proxy.health.target"]._own()
        cls.check = cls.env["proxy.health.check"].create({"target_id": cls.target.id})

    @classmethod
    def _key(cls, user):
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        keys = cls.env["res.users.apikeys"].with_user(user).sudo()
        return keys._generate(None, "attack", until)

    # Long, for each model has its row.
    def _values(self, model):
        """Return the values of one more record of a model, each time others."""
        type(self).number += 1
        unique = f"n{self.number}"
        codes = sorted(registry.rules())
        if model == "proxy.health.target":
            return {"address": f"https://{unique}.example.com"}
        if model == "proxy.health.new.key":
            return {"name": unique}
        target, check = {"target_id": self.target.id}, {"check_id": self.check.id}
        return {
            "proxy.health.alert": {**target, "code": unique},
            "proxy.health.check": {
                **target,
                "base_url": self.target.base_url,
                "started_at": "2026-01-31 12:00:00",
                "state": "done",
                "verdict": "broken",
            },
            "proxy.health.finding": {**check, "code": unique, "verdict": "failed"},
            "proxy.health.lifetime": {**target, "seconds": self.number},
            "proxy.health.mute": {
                **target,
                "code": codes[self.number % len(codes)],
                "reason": "known",
            },
            "proxy.health.share": {
                **check,
                "key_hash": unique,
                "expires_at": "2020-01-01 00:00:00",
                "revoked": True,
            },
            "proxy.health.support": check,
            "proxy.health.webhook": {
                **target,
                "event": "test",
                "payload": {"type": "test"},
                "state": "taken",
            },
        }[model]

    def _new(self, model, user=None):
        """Return a record that is there before the attack, made in a user's name."""
        records = self.env[model].with_user(user or self.env.user).sudo()
        return records.create(self._values(model))

    def _attack(self, model, visitor, operation):
        """Return what the attack was answered, and whether it changed anything."""
        record = self._new(model, self.users.get(visitor))
        before = self._state(record)
        body = {
            "create": {"vals_list": [self._values(model)]},
            "write": {"ids": record.ids, "vals": CHANGES[model]},
            "unlink": {"ids": record.ids},
        }[operation]
        number = self.env[model].with_context(active_test=False).search_count([])
        key = self.keys.get(visitor)
        self.authenticate(None, None)
        answer = self.url_open(
            f"/json/2/{model}/{operation}",
            method="POST",
            json=body,
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )
        self.env.invalidate_all()
        after = self.env[model].with_context(active_test=False).search_count([])
        return answer, after != number or self._state(record) != before

    def _state(self, record):
        names = list(CHANGES[record._name])
        return record.exists() and record.sudo().read(names)

    def test_every_model_of_the_addon_has_a_row(self):
        named = {model for model, _visitor, _operation, _allowed in rows()}
        stored = {
            name
            for name, model in self.registry.items()
            if name.startswith(OURS) and not model._abstract
        }
        self.assertEqual(named, stored)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_everybody_writes_what_the_table_says(self):
        for model, visitor, operation, allowed in rows():
            with self.subTest(f"{visitor} {operation} {model}"):
                answer, changed = self._attack(model, visitor, operation)
                refused = 401 if visitor == "nobody" else 403
                expected = (200, True) if allowed else (refused, False)
                told = (answer.status_code, changed)
                self.assertEqual(told, expected, answer.text[:300])

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_a_manager_writes_no_check_through_its_address(self):
        target = self._new("proxy.health.target")
        forged = {"state": "done", "verdict": "healthy"}
        answer = self.url_open(
            "/json/2/proxy.health.target/write",
            method="POST",
            json={
                "ids": target.ids,
                "vals": {"check_ids": [Command.create(forged)]},
            },
            headers={"Authorization": f"Bearer {self.keys['manager']}"},
        )
        self.assertEqual(answer.status_code, 403, answer.text[:300])
        self.assertFalse(target.check_ids)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_nobody_writes_by_hand_what_checks_write_down(self):
        """Who may edit an address could hide that its proxy changed, or put a check off."""
        target = self._new("proxy.health.target")
        before = target.read(list(NOTED))
        for visitor in ("manager", "system"):
            for name, value in NOTED.items():
                row = {**self._values("proxy.health.target"), name: value}
                for operation, body in {
                    "write": {"ids": target.ids, "vals": {name: value}},
                    "create": {"vals_list": [row]},
                }.items():
                    with self.subTest(f"{visitor} {operation} {name}"):
                        path = f"/json/2/proxy.health.target/{operation}"
                        key = {"Authorization": f"Bearer {self.keys[visitor]}"}
                        answer = self.url_open(
                            path, method="POST", json=body, headers=key
                        )
                        self.assertEqual(answer.status_code, 403, answer.text[:300])
        self.env.invalidate_all()
        self.assertEqual(target.read(list(NOTED)), before)

    def test_who_edits_an_address_lets_it_be_checked_at_once(self):
        target = self._new("proxy.health.target")
        target.with_user(self.users["system"]).write({"connect_to": "10.0.0.5:443"})
        self.assertLessEqual(target.next_check_at, fields.Datetime.now())
