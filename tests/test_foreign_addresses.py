# Long, for each kind of foreign address has its test.

import json
import os
import tempfile
from itertools import count
from pathlib import Path

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tools import mute_logger

from ..proxycheck.wire.bundle import REFUSAL
from .common import People, peer, says
from .test_share import evil_check

# What an administrator alone may say about an address.
OF_ADMINISTRATORS = {
    "connect_to": "10.0.0.5:443",
    "ca_file": "/etc/hostname",
    "webhook_url": "https://chat.example.com/hook",
}
BANNER = "PrivateService/4.2-secret"
# What a service behind a firewall says to whoever asks.
HTTP_SERVICE = (
    f"HTTP/1.1 200 {BANNER}\r\nServer: {BANNER}\r\nX-Powered-By: {BANNER}\r\n"
    f"WWW-Authenticate: Basic realm={BANNER}\r\nVia: {BANNER}\r\n"
    f"Set-Cookie: a={BANNER}\r\nContent-Security-Policy: {BANNER}\r\n"
    f"X-Served-By: {BANNER}\r\nConnection: close\r\n\r\n<h1>{BANNER}</h1>"
)
REDIRECT = (
    f"HTTP/1.1 302 Found\r\nLocation: /login?key={BANNER}\r\nContent-Length: 0\r\n\r\n"
)
SERVICES = {
    "a web page": HTTP_SERVICE,
    "a redirect": REDIRECT,
    "no HTTP": f"SSH-2.0-{BANNER}\r\n",
    "half HTTP": f"HTTP/{BANNER} 200 {BANNER}\r\n\r\n",
    "a wrong header": f"HTTP/1.1 200 OK\r\nContent-Length: {BANNER}\r\n\r\n{BANNER}",
}


@tagged("post_install", "-at_install")
class TestForeignAddresses(People, TransactionCase):
    """Attack: a manager who is no administrator, and what Odoo's machine can reach."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")
        cls.own = cls.env.ref("proxy_health.proxy_health_target_own")
        cls.ports = count(7001)

    def _reported(self, user, address):
        """Return all that this user can read of a check, as text."""
        checks = self.env["proxy.health.check"].with_user(user)
        report = checks.run_check(address)
        check = checks.search([], limit=1)
        stored = check.read()[0]
        return json.dumps([report, stored, check.finding_ids.read()], default=str)

    def test_what_is_not_this_odoo_is_not_read_by_anybody(self):
        for name, said in SERVICES.items():
            for user in (self.manager, self.admin):
                with (
                    self.subTest(name, user=user.login),
                    peer(says(said.encode())) as at,
                ):
                    self.assertNotIn(BANNER, self._reported(user, at))

    def test_what_is_told_of_a_stranger_is_enough_to_find_the_cause(self):
        nginx = b"HTTP/1.1 502 Bad\r\nServer: nginx/1.22.1\r\nContent-Length: 0\r\n\r\n"
        with peer(says(nginx)) as address:
            report = self.as_manager("proxy.health.check").run_check(address)
        self.assertEqual(report["proxy"]["kind"], "nginx")
        [echo] = [
            row["facts"]
            for row in report["observations"]
            if (row["vantage"], row["probe"]) == ("server", "echo")
        ]
        self.assertEqual(echo["status"], 502)
        self.assertIs(echo["proven"], False)

    def _attempts(self, address):
        """Return every way in which a manager may try to have an address checked."""
        targets = self.as_manager("proxy.health.target")
        checks = self.as_manager("proxy.health.check")
        own = self.own.with_user(self.manager)
        return {
            "run": lambda: checks.run_check(address),
            "start": lambda: checks.start(address),
            "create": lambda: targets.create({"base_url": address}),
            "write": lambda: own.write({"address": address}),
            "set": lambda: setattr(own, "base_url", address),
        }

    def _other_port(self):
        """Return an address that a manager may add: of this Odoo's name."""
        return f"http://{self.own._host()}:{next(self.ports)}"

    def test_an_address_under_a_new_name_is_an_administrators(self):
        for address in (
            "http://169.254.169.254",
            "http://localhost:5432",
            "https://erp.example.org",
        ):
            for name, attempt in self._attempts(address).items():
                with self.subTest(f"{name} {address}"), self.assertRaises(AccessError):
                    attempt()
        targets = self.env["proxy.health.target"]
        targets.with_user(self.admin).create({"base_url": "https://erp.example.org"})
        targets.with_user(self.manager).create(
            {"base_url": "http://erp.example.org:8080"}
        )

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_how_an_address_is_reached_and_who_is_told_is_an_administrators(self):
        own = self.own.with_user(self.manager)
        for name, value in OF_ADMINISTRATORS.items():
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    own.write({name: value})
                with self.assertRaises(AccessError):
                    own.create({"base_url": self._other_port(), name: value})
                with self.assertRaises(AccessError):
                    given = own.with_context(**{f"default_{name}": value})
                    given.create({"base_url": self._other_port()})
        self.own.with_user(self.admin).write({"connect_to": "127.0.0.1:1"})
        own.invalidate_recordset()
        self.assertEqual(own._as_probed().connect_to, "127.0.0.1:1")

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_what_is_an_administrators_is_not_found_out_by_a_search(self):
        own = self.own.with_user(self.manager)
        for name in OF_ADMINISTRATORS:
            filled = [(name, "!=", False)]
            for attempt in (
                lambda name=name: own.read([name]),
                lambda filled=filled: own.search(filled),
                lambda name=name: own.search([], order=name),
                lambda filled=filled: own._read_group(filled, [], ["id:count"]),
                lambda name=name: own._read_group([], [name], ["id:count"]),
                lambda name=name: own._read_group([], [], [f"{name}:max"]),
            ):
                with self.subTest(name), self.assertRaises(AccessError):
                    attempt()

    def test_no_default_of_ones_own_says_what_only_others_may(self):
        targets = self.as_manager("proxy.health.target")
        defaults = self.as_manager("ir.default")
        refused = {**OF_ADMINISTRATORS, "fingerprint": {"server": "nginx"}}
        given = targets.with_context(default_fingerprint=refused["fingerprint"])
        for name, value in refused.items():
            with self.subTest(name):
                defaults.set(targets._name, name, value, user_id=True)
                target = given.create({"base_url": self._other_port()})
                self.assertFalse(target.sudo()[name])

    def test_a_manager_still_edits_what_is_theirs(self):
        self.own.with_user(self.admin).webhook_url = "https://chat.example.com/hook"
        own = self.own.with_user(self.manager)
        own.write({"name": "Shop", "every_minutes": 30, "verify": False})
        self.assertEqual((own.name, own.every_minutes), ("Shop", 30))
        form = self.env["proxy.health.target"].with_user(self.manager)
        self.assertNotIn("webhook_url", form.get_view(view_type="form")["arch"])


@tagged("post_install", "-at_install")
class TestCaFile(People, TransactionCase):
    """Attack: a path on the server, given to learn of files or to hang whoever opens it."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.own = self.env.ref("proxy_health.proxy_health_target_own").with_user(
            self.env.ref("base.user_admin")
        )

    def _paths(self):
        """Yield paths that lead to no bundle, each for another reason."""
        yield "missing", self.folder / "missing.pem"
        yield "folder", self.folder
        os.mkfifo(self.folder / "pipe")
        yield "a pipe that nobody writes to", self.folder / "pipe"
        (self.folder / "link").symlink_to(self.folder / "pipe")
        yield "a link to a pipe", self.folder / "link"
        (self.folder / "text").write_text("no certificate")
        yield "text", self.folder / "text"
        broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        (self.folder / "broken.pem").write_text(broken)
        yield "a broken certificate", self.folder / "broken.pem"
        with (self.folder / "huge").open("wb") as file:
            file.truncate(2**40)
        yield "a huge file", self.folder / "huge"
        yield "a device", "/dev/zero"
        yield "a secret", "/etc/shadow"
        yield "NUL", "/etc/host\0name"

    def test_whatever_is_wrong_with_a_path_the_answer_is_the_same(self):
        for name, path in self._paths():
            with self.subTest(name), self.assertRaises(ValidationError) as refusal:
                self.own.ca_file = str(path)
            self.assertEqual(str(refusal.exception), REFUSAL)

    def test_a_bundle_is_taken(self):
        [bundle] = [
            path
            for path in ("/etc/ssl/certs/ca-certificates.crt", _certifi())
            if os.path.exists(path)
        ][:1]
        self.own.ca_file = bundle
        self.assertEqual(self.own._as_probed().ca_file, bundle)


def _certifi():
    from requests.utils import DEFAULT_CA_BUNDLE_PATH

    return DEFAULT_CA_BUNDLE_PATH


@tagged("post_install", "-at_install")
class TestReadingKey(People, HttpCase):
    """Attack: a key from a monitor's disk."""

    def test_a_key_that_only_reads_is_told_what_support_is_told(self):
        check = evil_check(self.env(user=self.manager))
        check.sudo().base_url = check.target_id.base_url
        said = f"as {self.employee.login} in db={self.env.cr.dbname}, token=abcdefghij"
        check.sudo().finding_ids.evidence = [
            {"probe": "echo", "vantage": "server", "fact": said}
        ]
        self.assertIn(self.employee.login, json.dumps(check.report))
        keys = self.env["res.users.apikeys"].with_user(self.manager).sudo()
        key = keys._generate("proxy_health", "monitor", None)
        answer = self.url_open(
            f"/proxy_health/report?target={check.base_url}",
            headers={"Authorization": f"Bearer {key}"},
        )
        [report] = answer.json()["reports"]
        self.assertEqual(report["target"], {"base_url": check.base_url})
        expected = {**check.support_report(), "target": report["target"]}
        self.assertEqual(report, json.loads(json.dumps(expected)))
        self.assertNotIn(self.employee.login, answer.text)
        self.assertNotIn(f"db={self.env.cr.dbname}", answer.text)
