from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, hmac, str2bool

from ..proxycheck.observation import Observation
from ..proxycheck.words import Status, Vantage
from .retention import BATCH

ENABLED = "proxy_health.lifetimes"
# A thousand browsers that tell every five minutes are three requests a second.
INTERVAL_SECONDS = 300
# What one browser can have seen in that time: it waits a second before each attempt.
MAX_TOLD = 32
# Whoever is cut after an hour and more is cut by Odoo itself (its keep-alive).
MAX_SECONDS = 7200
# So many users are everybody: the rest need not be told apart.
MAX_USERS = 500
# Bars that a check takes along: a peak is among the highest, or it is none.
MAX_ROWS = 100


class ProxyHealthLifetime(models.Model):
    """How long the websockets of real browsers lived: a day's histogram by close code.

    Who it was is nowhere kept: ``users`` holds marks that tell two users of one day
    apart, and that nobody without the database's secret can connect with anyone.
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
    users = fields.Json()

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
        for (seconds, close_code), count in _valid(told).items():
            self._count(target, seconds, close_code, count)
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
    def _count(self, target, seconds, close_code, count):
        today = fields.Date.today()
        key = {
            "target_id": target.id,
            "date": today,
            "seconds": seconds,
            "close_code": close_code,
        }
        bar = self.search([(name, "=", key[name]) for name in key]) or self.create(key)
        mark = hmac(self.env, self._name, (str(today), self.env.uid))[:12]
        users = set(bar.users or [])
        if len(users) < MAX_USERS:
            users.add(mark)
        bar.write({"count": bar.count + count, "users": sorted(users)})

    @api.model
    def _observation(self, target):
        """Return what browsers told of an address within the last day.

        None where they never told anything, or shall not.
        """
        if not self._enabled() or not self.search(
            [("target_id", "=", target.id)], limit=1
        ):
            return None
        since = fields.Datetime.now() - timedelta(days=1)
        bars = self.search([("target_id", "=", target.id), ("write_date", ">=", since)])
        rows = [
            {
                "seconds": seconds,
                "close_code": close_code,
                "count": sum(same.mapped("count")),
                # Marks of two days cannot be compared: this is "at least so many".
                "users": max(len(bar.users or []) for bar in same),
            }
            for (seconds, close_code), same in bars.grouped(_shape).items()
        ]
        rows.sort(key=lambda row: -row["count"])
        facts = {"rows": rows[:MAX_ROWS]}
        return Observation("lifetimes", Vantage.BROWSER, Status.SEEN, facts)

    @api.autovacuum
    def _gc_lifetimes(self):
        """Delete histograms as old as the oldest checks."""
        days = self.env["proxy.health.check"]._keep_days()
        old = fields.Date.today() - timedelta(days=days)
        outlived = self.search([("date", "<", old)], limit=BATCH)
        outlived.unlink()
        return len(outlived), len(outlived) == BATCH


def _shape(bar):
    return bar.seconds, bar.close_code


def _valid(told):
    """Return ``{(seconds, close code): count}`` of what is plausible."""
    rows = told[:MAX_TOLD] if isinstance(told, list) else ()
    pairs = [tuple(one) for one in rows if isinstance(one, list) and len(one) == 2]
    return Counter(pair for pair in pairs if _plausible(*pair))


def _plausible(seconds, close_code):
    return (
        type(seconds) is type(close_code) is int
        and 0 <= seconds <= MAX_SECONDS
        and 1000 <= close_code <= 4999
    )
