"""What a database of an older version looks like, and what an upgrade makes of it."""

from odoo import fields
from odoo.tests import TransactionCase, tagged

from .watching import FAILED, UPGRADE, UPLOAD, Watching, finding, upgrade


@tagged("post_install", "-at_install")
class TestMigration(Watching, TransactionCase):
    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param(
            "web.base.url", "https://own.example.com"
        )
        self.env.cr.execute("DROP INDEX proxy_health_target_one_an_address")

    def _spelled(self, target, address, **values):
        """Let a target have an address as no form takes it any more."""
        target.write(values)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE proxy_health_target SET address = %s WHERE id = %s",
            [address, target.id],
        )
        return target

    def _upgrade(self, *phases, **options):
        self.env.flush_all()
        for phase in phases:
            upgrade(self.env.cr, phase, **options)
        self.env.invalidate_all()

    def _count(self):
        everyone = self.env["proxy.health.target"].with_context(active_test=False)
        return everyone.search_count([])

    # Long, for all that one of two addresses may know stands here.
    def test_targets_of_one_address_become_one_with_all_that_is_known(self):
        kept, other = self.target, self._target("https://two.example.com")
        other.user_ids = self.employee
        other.message_subscribe(self.portal.partner_id.ids)
        checks = self.check() | self.check(target=other)
        note = other.message_post(body="A note")
        like = {"code": UPLOAD, "reason": "Known"}
        mutes = self.env["proxy.health.mute"].create(
            [
                {**like, "target_id": kept.id},
                {**like, "target_id": other.id, "reason": "Known twice"},
                {**like, "target_id": other.id, "code": UPGRADE},
            ]
        )
        bar = {"date": "2026-01-31", "seconds": 60, "close_code": 1006}
        lifetimes = self.env["proxy.health.lifetime"]
        bars = lifetimes.create(
            [{**bar, "target_id": kept.id}, {**bar, "target_id": other.id}]
        )
        self._spelled(other, "HTTPS://Erp.example.com:443/", connect_to="10.0.0.5:443")
        self._upgrade("pre", "post")
        self.assertFalse(other.exists())
        self.assertEqual(kept.base_url, "https://erp.example.com")
        self.assertEqual(kept.connect_to, "10.0.0.5:443")
        self.assertEqual(checks.target_id, kept)
        self.assertEqual(note.res_id, kept.id)
        self.assertEqual(kept.user_ids, self.manager | self.employee)
        self.assertIn(self.portal.partner_id, kept.message_partner_ids)
        self.assertEqual(kept.mute_ids, mutes.exists())
        self.assertEqual(set(kept.mute_ids.mapped("reason")), {"Known"})
        self.assertEqual(bars.exists().target_id, kept)

    def test_this_odoos_own_target_stays_and_one_that_is_watched_keeps_it_watched(self):
        other = self._spelled(
            self._target("https://x.example.com"), "https://OWN.example.com"
        )
        third = self._spelled(self._target("https://y.example.com"), None, active=False)
        check = self.check(target=other)
        self.own.active = False
        self._upgrade("pre")
        self.assertFalse((other | third).exists())
        self.assertFalse(self.own.address)
        self.assertTrue(self.own.active)
        self.assertEqual(check.target_id, self.own)
        self.assertEqual(self.own.base_url, "https://own.example.com")

    def test_what_is_no_double_stays_as_it_is_but_for_its_spelling(self):
        other = self._spelled(
            self._target("https://x.example.com"), "https://TWO.example.com/"
        )
        before = self._count()
        self._upgrade("pre", "post")
        self.assertEqual(self._count(), before)
        self.assertEqual(other.address, "https://two.example.com")
        self._upgrade("pre", "post")  # twice is as good as once
        self.assertEqual(self._count(), before)

    def test_reports_of_the_past_say_what_was_muted_then(self):
        self.target.max_blips = 0
        mutes = self.env["proxy.health.mute"]
        like = {"target_id": self.target.id, "reason": "Known"}
        check = self.check(finding(UPGRADE, FAILED))
        mutes.create({**like, "code": UPGRADE})
        mutes.create({**like, "code": UPLOAD, "until": "2020-01-31"})
        self.assertEqual(check.muted, [UPGRADE])
        check.flush_recordset()
        self.env.cr.execute("UPDATE proxy_health_check SET muted = NULL")
        self._upgrade("post")
        self.assertEqual(check.muted, [UPGRADE])
        self.assertTrue(check.report["findings"][0]["muted"])

    # Long, for all that the old tables held stands here.
    def test_what_passed_becomes_a_list_at_its_check(self):
        checks = self.env["proxy.health.check"]
        like = {"severity": "warning", "layer": "nginx", "directive": "proxy_pass"}
        for code in (UPLOAD, UPGRADE):
            checks |= self.check(finding(code, FAILED))
        old, new = checks
        shared = self.env["proxy.health.share"]._make(old, 1) and old.share_ids
        rows = self.env["proxy.health.finding"].create(
            [
                {**like, "check_id": one.id, "code": code, "verdict": verdict}
                for one in checks
                for code, verdict in (
                    ("b", "passed"),
                    ("a", "passed"),
                    ("c", "unknown"),
                )
            ]
        )
        checks.passed = False
        self._upgrade("post", to="1.2.0")
        self.assertEqual(checks.mapped("passed"), [["a", "b"]] * 2)
        self.assertEqual(set(rows.exists().mapped("code")), {"c"})
        self.assertEqual(new.failed_ids.code, UPGRADE)
        self.assertEqual(shared.check_id.report["passed"], ["a", "b"])
        self._upgrade("post", to="1.2.0")  # twice is as good as once
        self.assertEqual(checks.mapped("passed"), [["a", "b"]] * 2)

    def test_findings_keep_one_index_of_their_check(self):
        def indexes():
            self.env.cr.execute(
                "SELECT indexname FROM pg_indexes WHERE tablename = %s",
                ["proxy_health_finding"],
            )
            return {name for (name,) in self.env.cr.fetchall()}

        old = "proxy_health_finding__check_id_index"
        before = indexes()
        self.env.cr.execute(f"CREATE INDEX {old} ON proxy_health_finding (check_id)")
        self.assertIn(old, indexes())
        for _time in range(2):  # twice is as good as once
            self._upgrade("pre", to="1.3.0")
            self.assertEqual(indexes(), before)

    def test_an_alert_that_is_open_was_not_closed(self):
        self.target.max_blips = 0
        self.check(finding(UPGRADE, FAILED))
        alert = self.target.open_alert_ids
        alert.closed_at = fields.Datetime.now()
        self._upgrade("post")
        self.assertFalse(alert.closed_at)
