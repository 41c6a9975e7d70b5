"""Worlds for the tests of watching: checks whose rules say what the test wants."""

from pathlib import Path
from unittest.mock import patch

from odoo import release
from odoo.modules.migration import load_script
from odoo.tools.misc import file_path

from odoo.addons.mail.tests.common import MailCase

from ..proxycheck import check as engine
from ..proxycheck import registry
from ..proxycheck.judge.finding import Finding
from ..proxycheck.observation import Observation
from ..proxycheck.words import Layer, Severity, Status, Vantage, Verdict
from .common import People, seeing

FAILED, PASSED, UNKNOWN = Verdict.FAILED, Verdict.PASSED, Verdict.UNKNOWN
CRITICAL, WARNING, INFO = Severity.CRITICAL, Severity.WARNING, Severity.INFO
#: Two rules that exist, so that their texts are real.
UPGRADE, UPLOAD = "websocket_upgrade_header_missing", "upload_limit_too_small"


def echo(**facts):
    """Return what the server saw of an address that answers."""
    return Observation(
        "echo",
        Vantage.SERVER,
        Status.SEEN,
        {"outcome": "answered", "proven": True, **facts},
        1.0,
    )


def roundtrip(**facts):
    """Return what the server saw of a notification that came through the proxy."""
    facts = {"connected": True, "delivered": True, "latency_ms": 14.2, **facts}
    return Observation("roundtrip", Vantage.SERVER, Status.SEEN, facts, 1.0)


def finding(code, verdict, severity=CRITICAL):
    """Return what a rule says."""
    rule = registry.rules()[code]
    return Finding(code, verdict, severity, rule.layer or Layer.NGINX, rule.directive)


class Watching(People, MailCase):
    """Mixin: an address with one follower, whose checks say what a test tells them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.email = "manager@example.com"
        cls.cron = cls.env.ref("proxy_health.ir_cron_run")
        cls.own = cls.env.ref("proxy_health.proxy_health_target_own")
        cls.own.active = False
        cls.target = cls._target("https://erp.example.com")

    @classmethod
    def _target(cls, base_url, **values):
        responsible = [(6, 0, cls.manager.ids)]
        like = {"base_url": base_url, "user_ids": responsible, **values}
        target = cls.env["proxy.health.target"].create(like)
        target.next_check_at = False  # no test waits for the check of a new address
        return target

    def check(self, *findings, target=None, seen=None, by=None, depth="quick"):
        """Run a check whose rules say this, and return it; by somebody, or when due."""
        checks = self.env["proxy.health.check"].with_user(by or self.env.user)
        target = target or self.target
        like = {"target_id": target.id, "depth": depth, "scheduled": not by}
        check = checks.sudo().create(like).sudo(False)  # as the addon does
        with (
            seeing(*(seen or [echo(), roundtrip()])),
            patch.object(engine, "judge", lambda seen: list(findings)),
        ):
            check._run()
        return check

    def mails_of(self, *findings, **options):
        """Run a check and return the mails that leave because of it."""
        with self.mock_mail_gateway():
            self.check(*findings, **options)
        return [mail["EmailMessage"] for mail in self._mails]

    def run_cron(self):
        """Let the scheduled action run once."""
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()


def upgrade(cr, phase, to="1.1.0"):
    """Run a version's migration scripts of a phase, "pre" or "post", in their order."""
    folder = Path(file_path(f"proxy_health/migrations/{release.series}.{to}"))
    for path in sorted(folder.glob(f"{phase}-*.py")):
        name = f"proxy_health_{path.stem}".replace("-", "_")
        load_script(str(path), name).migrate(cr, f"{release.series}.1.0.0")
