import logging
import time
from datetime import timedelta
from functools import partial

import psycopg2
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tools import mute_logger

from ..proxycheck import engine
from ..proxycheck.words import Depth
from ..tools.wire import storable
from .words import CANCELLED, DONE, INTERRUPTED, QUEUED, RUNNING

_logger = logging.getLogger(__name__)

# Clicks this close together mean one check, also when it has begun meanwhile.
ONE_CLICK = timedelta(seconds=2)


class ProxyHealthCheck(models.Model):
    """How a check runs: queued for the cron worker, or at once in the caller's request.

    A request that probes its own site waits for another worker, so what people press is
    queued. The cron commits every step, which is how a page that polls sees it come in;
    a run in a request commits nothing, so that a failing request leaves nothing.
    """

    _inherit = "proxy.health.check"

    @api.model
    def _queue(self, target, depth, then):
        """Have the cron worker run a check as soon as this is committed.

        Return what ``then`` makes of the check: of the one that waits already where
        somebody has asked for the same.
        """
        self._wake_cron()
        check = self._waiting(target, depth)
        check.filtered("scheduled").scheduled = False  # somebody waits for it now
        check = check or self._queued_anew(target, depth)
        if check:
            return then(check)
        # Another request has just queued it, which this transaction began too early to
        # see. To wait for a better one, as Odoo does, would occupy a worker.
        with self.env.registry.cursor() as cr:
            like = [("target_id", "=", target.id), ("depth", "=", depth)]
            return then(self.with_env(self.env(cr=cr)).search(like, limit=1))

    def _wake_cron(self):
        cron = self.env.ref("proxy_health.ir_cron_run").sudo()
        if not cron._trigger():
            raise UserError(
                self.env._(
                    "Nothing would run this check: the scheduled action “%(name)s” is "
                    "switched off. Switch it on under Settings, Technical, Scheduled "
                    "Actions.",
                    name=cron.name,
                )
            )

    @api.model
    def _waiting(self, target, depth):
        """Return the check that whoever asks for one now means, or none."""
        just_now = self.env.cr.now() - ONE_CLICK
        return self.search(
            [
                ("target_id", "=", target.id),
                ("depth", "=", depth),
                "|",
                ("state", "=", QUEUED),
                "&",
                ("state", "=", RUNNING),
                ("create_date", ">", just_now),
            ],
            limit=1,
        )

    @api.model
    def _queued_anew(self, target, depth, **values):
        """Return a new queued check; none where somebody else has just queued one."""
        like = {"target_id": target.id, "depth": depth, "state": QUEUED, **values}
        try:
            # That somebody was faster is no error for the log.
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                return self.create(like)
        except UniqueViolation:
            return self.browse()

    def _open_page(self):
        """Return the action that shows this check on the check page."""
        self.ensure_one()
        page = "proxy_health.proxy_health_action_page"
        action = self.env["ir.actions.actions"]._for_xml_id(page)
        return {**action, "params": {"check": self.id}}

    def _run(self, commit=False):
        """Look, judge and store. The check is over afterwards, whatever happened."""
        self.ensure_one()
        save = self._save_and_commit if commit else self._save
        begin = time.monotonic()
        if not save(self._beginning):
            return
        because = self._look(save)
        save(partial(self._ending, begin, because))

    def _save(self, values):
        """Store what ``values()`` returns; False when somebody cancelled the check."""
        self.invalidate_recordset(["state"])
        if self.state == CANCELLED:
            return False
        new = values()
        return self.write(new) if new else True

    def _save_and_commit(self, values):
        # Whoever cancels, or posts what a browser saw, writes the same row meanwhile:
        # then this step is done again, on top of theirs.
        return retrying(partial(self._save, values), self.env)

    def _beginning(self):
        return {
            "state": RUNNING,
            "started_at": fields.Datetime.now(),
            "base_url": self.target_id.base_url,
        }

    def _look(self, save):
        """Store each observation as it comes; return why it ended early, or nothing."""
        try:
            return self._observe(save)
        except psycopg2.Error:
            raise  # the transaction is broken: its owner retries or gives up
        except Exception:
            _logger.exception("Proxy check %s broke off", self.id)
            return self._own_mistake()

    def _observe(self, save):
        issued = self._ticket(self.target_id, self.id)
        save(lambda: {"odoo": storable(issued["odoo"])})
        with self._lent(issued) as lent:
            self._store_as_seen(save, lent)
        return ""

    def _store_as_seen(self, save, lent):
        seen = []
        looking = engine.look(
            self.target_id._as_probed(),
            lent,
            depth=Depth(self.depth),
            cancelled=lambda: not save(dict),
        )
        for observation in looking:
            seen.append(observation)
            save(lambda: {"observations": self._stored(seen)})

    def _ending(self, begin, because):
        ending = {
            "state": DONE,
            "duration_ms": round((time.monotonic() - begin) * 1000, 1),
            "because": because,
        }
        try:
            return {**ending, **self._judged()}
        except psycopg2.Error:
            raise
        except Exception:
            _logger.exception("What proxy check %s saw cannot be judged", self.id)
            return {**ending, "state": INTERRUPTED, "because": self._own_mistake()}

    def _own_mistake(self):
        return self.env._(
            "The check broke off by a mistake of its own: see the server's log."
        )
