from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import hmac

from ..proxycheck.observation import Observation
from ..proxycheck.words import CUT, Status, Vantage
from ..tools import lifetimes, locks
from ..tools.retention import BATCH, keep_days


class ProxyHealthLifetime(models.Model):
    """How long the websockets of real browsers lived: a day's histogram by close code.

    Who it was is nowhere kept: ``marks`` tell two users of one day apart, and nobody
    without the database's secret can connect them with anyone. Each is mapped to how many
    of that user's connections were counted.
    """

    _name = "proxy.health.lifetime"
    _description = "Proxy Health Websocket Lifetimes"
    _order = "date desc, target_id, seconds, close_code"

    target_id = fields.Many2one(
        "proxy.health.target", string="Address", required=True, ondelete="cascade"
    )
    date = fields.Date(required=True, default=fields.Date.today)
    seconds = fields.Integer(string="Lifetime (s)", aggregator=None)
    close_code = fields.Integer(aggregator=None)
    count = fields.Integer()
    marks = fields.Json()

    _one_a_bar = models.Constraint("UNIQUE (target_id, date, seconds, close_code)")

    @api.model
    def _tell(self, address, told):
        """Count what one browser tells of one address; False when it is not wanted now.

        ``told`` is ``[[seconds, close code], …]``, one a connection. Whoever meets
        another writer is sent away: histograms live well with a few counts less, a busy
        server does not live well with a queue.
        """
        target = self.env["proxy.health.target"]._at(address)
        if not lifetimes.enabled(self.env) or not target or not self._alone():
            return False
        bars = self._today(target)
        for bar, count in lifetimes.plausible(told).items():
            self._bar(target, bars, bar)._count(count)
        return True

    @api.model
    def _alone(self):
        return locks.call(self.env.cr, "pg_try_advisory_xact_lock", self._name)

    @api.model
    def _today(self, target):
        """Return the bars of this day: ``{(seconds, close code): bar}``."""
        today = [("target_id", "=", target.id), ("date", "=", fields.Date.today())]
        return {(bar.seconds, bar.close_code): bar for bar in self.search(today)}

    @api.model
    def _bar(self, target, bars, key):
        """Return today's bar; where there are enough, a new one is at no second."""
        seconds, close_code = key
        if key not in bars and len(bars) >= lifetimes.MAX_BARS:
            seconds = lifetimes.NO_SECOND
        if (seconds, close_code) not in bars:
            values = {"seconds": seconds, "close_code": close_code}
            bar = self.create({"target_id": target.id, **values})
            bars[seconds, close_code] = bar
        return bars[seconds, close_code]

    def _count(self, count):
        """Count that many connections of the user who asks, as often as one user may."""
        mark = hmac(self.env, self._name, (str(self.date), self.env.uid))[:12]
        before = self.marks or {}
        marks = lifetimes.counted(before, mark, count)
        if marks is not before:
            more = marks[mark] - before.get(mark, 0)
            self.write({"count": self.count + more, "marks": marks})

    @api.model
    def _observation(self, target):
        """Return what browsers told of an address within the last day.

        None where they never told anything, or shall not.
        """
        if not lifetimes.enabled(self.env) or not self.search(
            [("target_id", "=", target.id)], limit=1
        ):
            return None
        bars = self._of_a_day(target)
        cuts = bars.filtered(lambda bar: bar.close_code == CUT)
        facts = {"count": sum(cuts.mapped("count")), "rows": lifetimes.rows(bars)}
        return Observation("lifetimes", Vantage.BROWSER, Status.SEEN, facts)

    @api.model
    def _of_a_day(self, target):
        """Return the bars of the last 24 hours, highest first: those of two dates."""
        since = fields.Datetime.now() - timedelta(days=1)
        return self.search(
            [
                ("target_id", "=", target.id),
                ("date", ">=", since.date()),
                ("write_date", ">=", since),
            ],
            order="count desc, id",
            limit=2 * (lifetimes.MAX_BARS + len(lifetimes.CLOSE_CODES)),
        )

    @api.autovacuum
    def _gc_lifetimes(self):
        """Delete histograms as old as the oldest checks."""
        old = fields.Date.today() - timedelta(days=keep_days(self.env))
        outlived = self.search([("date", "<", old)], limit=BATCH)
        outlived.unlink()
        return len(outlived), len(outlived) == BATCH
