from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, hmac, str2bool

from ..proxycheck.observation import Observation
from ..proxycheck.words import CUT, WINDOW, Status, Vantage
from ..tools.retention import BATCH, keep_days

ENABLED = "proxy_health.lifetimes"
# A thousand browsers that tell every five minutes are three requests a second.
INTERVAL_SECONDS = 300
# What one browser can have seen in that time: it waits a second before each attempt.
MAX_TOLD = 32
# Whoever is cut after an hour and more is cut by Odoo itself (its keep-alive).
MAX_SECONDS = 7200
# What browsers and Odoo end a websocket with (RFC 6455; bus/websocket.py, CloseCode).
CLOSE_CODES = frozenset([*range(1000, 1016), 4001, 4002, 4003])
# So many users are everybody: the rest need not be told apart.
MAX_USERS = 50
# Of one user, in one bar, a day: more is the same news, and would outvote the others.
MAX_EACH = 10
# Bars of one address and day, at some 200 bytes each; a peak is among the first. What
# comes later is counted at no second, with its close code: 200 + 19 rows at most.
MAX_BARS = 200
NO_SECOND = 0
# Bars that a check takes along: a peak is among the highest, or it is none.
MAX_ROWS = 100


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
        "proxy.health.target", required=True, ondelete="cascade"
    )
    date = fields.Date(required=True, default=fields.Date.today)
    seconds = fields.Integer(aggregator=None)
    close_code = fields.Integer(aggregator=None)
    count = fields.Integer()
    marks = fields.Json()

    _one_a_bar = models.Constraint("UNIQUE (target_id, date, seconds, close_code)")

    @api.model
    def _enabled(self):
        return str2bool(
            self.env["ir.config_parameter"].sudo().get_param(ENABLED, "True")
        )

    @api.model
    def _tell(self, address, told):
        """Count what one browser tells of one address; False when it is not wanted now.

        ``told`` is ``[[seconds, close code], …]``, one a connection. Whoever meets
        another writer is sent away: histograms live well with a few counts less, a busy
        server does not live well with a queue.
        """
        target = self._target_at(address)
        if not self._enabled() or not target or not self._alone():
            return False
        bars = self._today(target)
        for bar, count in _valid(told).items():
            self._bar(target, bars, bar)._count(count)
        return True

    @api.model
    def _target_at(self, address):
        return self.env["proxy.health.target"]._at(address)

    @api.model
    def _alone(self):
        lock = SQL(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", self._name
        )
        self.env.cr.execute(lock)
        return self.env.cr.fetchone()[0]

    @api.model
    def _today(self, target):
        """Return the bars of this day: ``{(seconds, close code): bar}``."""
        today = [("target_id", "=", target.id), ("date", "=", fields.Date.today())]
        return {(bar.seconds, bar.close_code): bar for bar in self.search(today)}

    @api.model
    def _bar(self, target, bars, key):
        """Return today's bar; where there are enough, a new one is at no second."""
        seconds, close_code = key
        if key not in bars and len(bars) >= MAX_BARS:
            seconds = NO_SECOND
        if (seconds, close_code) not in bars:
            values = {"seconds": seconds, "close_code": close_code}
            bar = self.create({"target_id": target.id, **values})
            bars[seconds, close_code] = bar
        return bars[seconds, close_code]

    def _count(self, count):
        """Count that many connections of the user who asks, as often as one user may."""
        marks = dict(self.marks or {})
        mark = hmac(self.env, self._name, (str(self.date), self.env.uid))[:12]
        counted = marks.get(mark, 0)
        if not counted and len(marks) >= MAX_USERS:
            return
        marks[mark] = min(counted + count, MAX_EACH)
        self.write({"count": self.count + marks[mark] - counted, "marks": marks})

    @api.model
    def _observation(self, target):
        """Return what browsers told of an address within the last day.

        None where they never told anything, or shall not.
        """
        if not self._enabled() or not self.search(
            [("target_id", "=", target.id)], limit=1
        ):
            return None
        bars = self._of_a_day(target)
        cuts = bars.filtered(lambda bar: bar.close_code == CUT)
        facts = {"count": sum(cuts.mapped("count")), "rows": _rows(bars)}
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
            limit=2 * (MAX_BARS + len(CLOSE_CODES)),
        )

    @api.autovacuum
    def _gc_lifetimes(self):
        """Delete histograms as old as the oldest checks."""
        old = fields.Date.today() - timedelta(days=keep_days(self.env))
        outlived = self.search([("date", "<", old)], limit=BATCH)
        outlived.unlink()
        return len(outlived), len(outlived) == BATCH


def _rows(bars):
    """Return the facts of the highest bars, the same second of two dates as one."""
    counts, met = Counter(), {}
    for bar in bars:
        counts[bar.seconds, bar.close_code] += bar.count
        met[bar.date, bar.seconds, bar.close_code] = bar.marks or {}
    dates = set(bars.mapped("date"))
    return [
        {
            "seconds": seconds,
            "close_code": close_code,
            "count": count,
            "users": max(_users(met, date, seconds, close_code) for date in dates),
        }
        for (seconds, close_code), count in counts.most_common(MAX_ROWS)
    ]


def _users(met, date, seconds, close_code):
    """Return how many users met this at least twice that day, in one window.

    Once is what everybody meets who reconnected together and was cut together, as by a
    proxy that restarts twice. Marks of two dates cannot be compared.
    """
    times = Counter()
    for second in range(seconds, seconds + WINDOW):
        times.update(met.get((date, second, close_code), {}))
    return sum(number > 1 for number in times.values())


def _valid(told):
    """Return ``{(seconds, close code): count}`` of what is plausible."""
    rows = told[:MAX_TOLD] if isinstance(told, list) else ()
    pairs = [tuple(one) for one in rows if isinstance(one, list) and len(one) == 2]
    return Counter(pair for pair in pairs if _plausible(*pair))


def _plausible(seconds, close_code):
    return (
        type(seconds) is type(close_code) is int
        and 0 <= seconds <= MAX_SECONDS
        and close_code in CLOSE_CODES
    )
