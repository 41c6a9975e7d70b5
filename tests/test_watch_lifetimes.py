# Long, for each kind of lost connection has its test.

from odoo.tests import HttpCase, TransactionCase, freeze_time, new_test_user, tagged
from odoo.tools import mute_logger

from ..tools import lifetimes
from .common import seeing
from .watching import Watching, echo

PEAK = "websocket_lifetimes_peak"
ACCESS_ERROR = "odoo.exceptions.AccessError"
TOO_LARGE = "werkzeug.exceptions.RequestEntityTooLarge"


@tagged("post_install", "-at_install")
class TestLifetimes(Watching, TransactionCase):
    def _tell(self, told, user=None):
        bars = self.env["proxy.health.lifetime"].with_user(user or self.employee).sudo()
        return bars._tell(self.target.base_url, told)

    def _finding(self):
        check = self.env["proxy.health.check"].create({"target_id": self.target.id})
        with seeing(echo()):
            check._run()
        return check.finding_ids.filtered(lambda one: one.code == PEAK)

    def _passes(self):
        found = self._finding()
        return not found and PEAK in self.target.last_check_id.passed

    def _colleague(self):
        """Return one more employee."""
        login = f"colleague_{self.env['res.users'].search_count([])}"
        return new_test_user(self.env, login)

    def test_a_peak_names_its_second_its_count_and_how_many_users_it_hits(self):
        self._tell([[20, 1006]] * 3 + [[7, 1006]])
        self._tell([[20, 1006], [21, 1006]], user=self.manager)
        self._tell([[21, 1006]] * 2, user=self._colleague())
        found = self._finding()
        self.assertEqual((found.verdict, found.severity), ("failed", "warning"))
        self.assertEqual(found.directive, "proxy_read_timeout")
        self.assertEqual(found.title, "Websockets are closed after 20 seconds")
        self.assertIn("7 of 8 lost connections", found.evidence_text)

    def test_one_user_with_many_browsers_is_one(self):
        """Nor do two make a finding: they may sit behind the same router."""
        for _browser in range(20):
            self._tell([[20, 1006]] * 5)
        self.assertTrue(self._passes())
        self._tell([[20, 1006]] * 5, user=self.manager)
        self.assertTrue(self._passes())
        self._tell([[20, 1006]] * 5, user=self._colleague())
        self.assertEqual(self._finding().verdict, "failed")

    def test_a_proxy_that_restarts_twice_is_no_timeout(self):
        """All reconnected together and were cut together, once."""
        for _user in range(6):
            self._tell([[312, 1006]], user=self._colleague())
        self.assertTrue(self._passes())

    def test_one_user_does_not_outvote_the_others(self):
        for _browser in range(50):
            self._tell([[7, 1006]] * 32)
        for user in (self.manager, self._colleague(), self._colleague()):
            self._tell([[60, 1006]] * 5, user=user)
        found = self._finding()
        self.assertEqual(found.verdict, "failed")
        self.assertIn("60 seconds", found.title)

    def test_a_day_has_so_many_bars_and_no_more(self):
        for first in range(0, 640, 32):
            seconds = range(first, first + 32)
            self._tell([[second, 1006] for second in seconds])
            self._tell([[second, 1000 + second % 16] for second in seconds])
        bars = self.env["proxy.health.lifetime"].search([])
        most = lifetimes.MAX_BARS + len(lifetimes.CLOSE_CODES)
        self.assertLessEqual(len(bars), most)
        # What had no bar of its own still counts against a peak.
        left = bars.filtered(lambda bar: bar.seconds == lifetimes.NO_SECOND)
        self.assertGreater(sum(left.mapped("count")), 0)

    def test_a_check_reads_a_bounded_number_of_bars(self):
        """As many as once were stored when every second and code had a bar."""
        self.env.cr.execute(
            """ INSERT INTO proxy_health_lifetime
                    (target_id, date, seconds, close_code, count, write_date)
                SELECT %s, current_date, second, code, 1, now() AT TIME ZONE 'utc'
                  FROM generate_series(1, 7200) AS second,
                       generate_series(1000, 1027) AS code """,
            [self.target.id],
        )
        bars = self.env["proxy.health.lifetime"]
        self.assertLess(len(bars._of_a_day(self.target)), 500)
        facts = bars._observation(self.target).facts
        self.assertEqual(len(facts["rows"]), lifetimes.MAX_ROWS)

    def test_chance_has_no_peak(self):
        self._tell([[second, 1006] for second in range(10, 40)])
        self.assertTrue(self._passes())

    def test_what_odoo_itself_closes_accuses_nobody(self):
        self._tell([[3600, 4002]] * 30)
        self.assertTrue(self._passes())

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
        self.assertTrue(self._passes())

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
        self.assertEqual(sorted(bar.marks.values()), [1, 2])
        self.assertNotIn(str(self.employee.id), bar.marks)

    def test_nonsense_is_left_out(self):
        for told in (
            None,
            {},
            "x",
            [[]],
            [["20", 1006]],
            [[-1, 1006]],
            [[20, 7]],
            [[20, 4711]],
            [[True, []]],
        ):
            with self.subTest(told=told):
                self._tell(told)
        self._tell([[second, 1006] for second in range(1000)])
        bars = self.env["proxy.health.lifetime"].search([])
        self.assertEqual(len(bars), lifetimes.MAX_TOLD)

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

    def test_portal_users_are_not_asked(self):
        """They too are ``auth="user"``, and strangers may make themselves one."""
        login = "browser_portal"
        new_test_user(self.env, login, groups="base.group_portal", password=login)
        self.authenticate(login, login)
        self.env["proxy.health.target"].create({"base_url": "https://a.example.com"})
        with mute_logger("odoo.http"):
            answer = self._post(Origin="https://a.example.com").json()
        self.assertEqual(answer["error"]["data"]["name"], ACCESS_ERROR)
        self.assertFalse(self.env["proxy.health.lifetime"].search([]))

    def test_a_body_that_is_too_large_is_not_read(self):
        new_test_user(self.env, "browser_user", password="browser_user")
        self.authenticate("browser_user", "browser_user")
        body = {"params": {"told": [[20, 1006]] * 10_000}}
        with mute_logger("odoo.http"):
            answer = self.url_open("/proxy_health/lifetimes", json=body)
        self.assertEqual(answer.json()["error"]["data"]["name"], TOO_LARGE)

    def test_nobody_tells_nothing(self):
        self.authenticate(None, None)
        answer = self._post(Origin="https://a.example.com").json()
        self.assertIn("error", answer)
        self.assertFalse(self.env["proxy.health.lifetime"].search([]))
