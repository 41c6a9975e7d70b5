from unittest.mock import patch

from odoo.tests import HttpCase, TransactionCase, freeze_time, new_test_user, tagged

from ..models import lifetime
from ..proxycheck import engine
from .watching import Watching, echo

PEAK = "websocket_lifetimes_peak"


@tagged("post_install", "-at_install")
class TestLifetimes(Watching, TransactionCase):
    def _tell(self, told, user=None):
        bars = self.env["proxy.health.lifetime"].with_user(user or self.employee).sudo()
        return bars._tell(self.target.base_url, told)

    def _finding(self):
        check = self.env["proxy.health.check"].create({"target_id": self.target.id})
        with patch.object(engine, "look", lambda *a, **k: iter([echo()])):
            check._run()
        return check.finding_ids.filtered(lambda one: one.code == PEAK)

    def test_a_peak_names_its_second_its_count_and_how_many_users_it_hits(self):
        self._tell([[20, 1006]] * 4 + [[7, 1006]])
        self._tell([[21, 1006]] * 3, user=self.manager)
        found = self._finding()
        self.assertEqual((found.verdict, found.severity), ("failed", "critical"))
        self.assertEqual(found.directive, "proxy_read_timeout")
        self.assertEqual(
            found.title, "Something on the way cuts websockets after 20 seconds"
        )
        self.assertIn("7 of 8 lost connections", found.evidence[0]["fact"])

    def test_chance_has_no_peak(self):
        self._tell([[second, 1006] for second in range(10, 40)])
        self.assertEqual(self._finding().verdict, "passed")

    def test_what_odoo_itself_closes_accuses_nobody(self):
        self._tell([[3600, 4002]] * 30)
        self.assertEqual(self._finding().verdict, "passed")

    def test_what_nobody_told_is_unknown(self):
        self.assertEqual(self._finding().verdict, "unknown")

    def test_a_day_later_it_is_forgiven(self):
        self._tell([[20, 1006]] * 9)
        bars = self.env["proxy.health.lifetime"].search([])
        bars.flush_recordset()
        self.env.cr.execute(
            "UPDATE proxy_health_lifetime SET write_date = now() - interval '2 days'"
        )
        bars.invalidate_recordset()
        self.assertEqual(self._finding().verdict, "passed")

    def test_a_day_is_one_bar_a_second_and_code(self):
        with freeze_time("2026-01-31 10:00:00"):
            self._tell([[20, 1006]])
            self._tell([[20, 1006]] * 2)
        with freeze_time("2026-02-01 10:00:00"):
            self._tell([[20, 1006]])
        bars = self.env["proxy.health.lifetime"].search([], order="date")
        self.assertEqual(bars.mapped("count"), [3, 1])

    def test_the_same_user_counts_once_and_stands_nowhere(self):
        self._tell([[20, 1006]])
        self._tell([[20, 1006]])
        self._tell([[20, 1006]], user=self.manager)
        bar = self.env["proxy.health.lifetime"].search([])
        self.assertEqual(len(bar.users), 2)
        self.assertNotIn(str(self.employee.id), bar.users)

    def test_nonsense_is_left_out(self):
        for told in (
            None,
            {},
            "x",
            [[]],
            [["20", 1006]],
            [[-1, 1006]],
            [[20, 7]],
            [[True, []]],
        ):
            with self.subTest(told=told):
                self._tell(told)
        self._tell([[second, 1006] for second in range(1000)])
        bars = self.env["proxy.health.lifetime"].search([])
        self.assertEqual(len(bars), lifetime.MAX_TOLD)

    def test_one_setting_switches_it_off(self):
        settings = self.env["res.config.settings"].create({})
        self.assertTrue(settings.proxy_health_lifetimes)
        settings.proxy_health_lifetimes = False
        settings.set_values()
        self.assertFalse(self._tell([[20, 1006]]))
        http = self.env["ir.http"].with_user(self.employee)
        self.assertNotIn("proxy_health_every", http._proxy_health_session())

    def test_whoever_meets_another_writer_is_sent_away(self):
        with self.registry.cursor() as elsewhere:
            key = "proxy.health.lifetime"
            lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
            elsewhere.execute(lock, [key])
            self.assertFalse(self._tell([[20, 1006]]))
        self.assertTrue(self._tell([[20, 1006]]))


@tagged("post_install", "-at_install")
class TestLifetimesRoute(HttpCase):
    def _post(self, **headers):
        body = {"params": {"told": [[20, 1006]]}}
        return self.url_open("/proxy_health/lifetimes", json=body, headers=headers)

    def test_employees_tell_of_the_address_they_stand_at(self):
        new_test_user(self.env, "browser_user", password="browser_user")
        self.authenticate("browser_user", "browser_user")
        target = self.env["proxy.health.target"].create(
            {"base_url": "https://a.example.com"}
        )
        self.assertTrue(self._post(Origin="https://a.example.com").json()["result"])
        self.assertFalse(self._post(Origin="https://b.example.com").json()["result"])
        self.assertFalse(self._post().json()["result"])
        bars = self.env["proxy.health.lifetime"].search([("target_id", "=", target.id)])
        self.assertEqual(bars.count, 1)

    def test_nobody_tells_nothing(self):
        self.authenticate(None, None)
        answer = self._post(Origin="https://a.example.com").json()
        self.assertIn("error", answer)
        self.assertFalse(self.env["proxy.health.lifetime"].search([]))
