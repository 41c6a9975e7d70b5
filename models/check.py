from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..proxycheck.target import Ticket
from ..proxycheck.words import CheckVerdict, Depth, Verdict
from ..tools import instance, ticket
from ..tools.wire import carried
from .words import CANCELLED, DONE, QUEUED, RUNNING, STATES, selection

# By which a drawing of the way tells how far a request came.
DRAWN = ("outcome", "proven", "accept_ok", "opened", "delivered", "latency_ms")


def _shown(seen):
    """Return of a stored observation what is worth sending twice a second."""
    shown = ("probe", "vantage", "status", "duration_ms", "because")
    facts = seen.get("facts") or {}
    return {
        **{name: seen.get(name) for name in shown},
        "facts": {name: facts[name] for name in DRAWN if name in facts},
    }


class ProxyHealthCheck(models.Model):
    """One run against one target, with all that was seen; check_run.py runs it."""

    _name = "proxy.health.check"
    _description = "Proxy Health Check"
    _order = "id desc"

    target_id = fields.Many2one(
        "proxy.health.target",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    base_url = fields.Char(string="Address Checked", readonly=True)
    depth = fields.Selection(
        selection(Depth), required=True, default=Depth.QUICK.value, readonly=True
    )
    state = fields.Selection(
        STATES, required=True, default=QUEUED, index=True, readonly=True
    )
    because = fields.Char(string="Why It Ended Early", readonly=True)
    verdict = fields.Selection(selection(CheckVerdict), readonly=True)
    started_at = fields.Datetime(readonly=True)
    duration_ms = fields.Float(string="Duration (ms)", readonly=True)
    latency_ms = fields.Float(string="Round Trip (ms)", aggregator="avg", readonly=True)
    observations = fields.Json(readonly=True)
    browser_observations = fields.Json(readonly=True)
    odoo = fields.Json(string="Odoo's Settings", readonly=True)
    finding_ids = fields.One2many("proxy.health.finding", "check_id", readonly=True)
    failed_ids = fields.One2many(
        "proxy.health.finding",
        "check_id",
        domain=[("verdict", "=", Verdict.FAILED.value)],
        string="Findings",
        readonly=True,
    )
    other_ids = fields.One2many(
        "proxy.health.finding",
        "check_id",
        domain=[("verdict", "!=", Verdict.FAILED.value)],
        string="Passed and Not Tested",
        readonly=True,
    )
    report = fields.Json(compute="_compute_report")

    _one_in_the_queue = models.UniqueIndex(
        "(target_id, depth) WHERE state = 'queued'",
        "This check is in the queue already.",
    )

    @api.depends("state", "verdict", "muted", "finding_ids", "browser_observations")
    @api.depends_context("lang")
    def _compute_report(self):
        translate = self.env["proxy.health.finding"]._translate
        for check in self:
            done = check.state == DONE
            check.report = check._report_in(translate) if done else None

    @api.depends("base_url", "target_id")
    def _compute_display_name(self):
        for check in self:
            address = check.base_url or check.target_id.base_url
            check.display_name = f"{address} #{check.id}"

    # What programs and pages call

    @api.model
    def run_check(self, base_url=None, depth=Depth.QUICK.value):
        """Check an address now (default: this Odoo's own) and return the report.

        The report's shape is ``proxycheck/report.schema.json``. A malformed address or
        an unknown depth is refused with a sentence, and so is a second request while
        one measures (`start` queues instead); whatever the network does is in the report.
        """
        self.check_access("create")
        target = self.env["proxy.health.target"]._for_address(base_url)
        depth = self._valid_depth(depth)
        # Never queued, so that no scheduled action takes it meanwhile.
        values = {"target_id": target.id, "depth": depth, "state": RUNNING}
        check = self.create(values)
        check._run()
        return carried(check.report)

    @api.model
    @api.readonly
    def latest_report(self, base_url=None):
        """Return the newest report of an address (default: of any), or None."""
        domain = [("state", "=", DONE)]
        if base_url:
            targets = self.env["proxy.health.target"].with_context(active_test=False)
            address = targets._valid(base_url).base_url
            known = targets.search([("base_url", "=", address)])
            domain.append(("target_id", "in", known.ids))
        return carried(self.search(domain, limit=1).report or None)

    @api.model
    def issue_ticket(self, worker_hold=False):
        """Return a ticket: what a probe needs to be let in, good for five minutes.

        ``{"token", "proof", "channel", "bus_last_id", "database", "session", "odoo",
        "challenge", "challenge_proof", "challenge_session"}``
        With ``worker_hold`` it also lets a probe occupy one HTTP worker for two minutes.
        """
        self.check_access("create")
        own = self.env["proxy.health.target"]._own()
        issued = self._ticket(own, worker_hold=bool(worker_hold))
        # It outlives this request, and Odoo's own vacuum of sessions removes it.
        several = issued["odoo"]["several_databases"]
        issued.update(ticket.new_sessions(self.env.cr.dbname, several))
        # Whoever asks for a ticket probes after this request, not within it.
        issued["odoo"]["in_http_worker"] = False
        return issued

    @api.readonly
    def progress(self):
        """Return how far this check is: cheap enough to be asked twice a second.

        ``{"state", "because", "verdict", "timeouts", "observations": [{"probe",
        "vantage", "status", "duration_ms", "facts": a few}], "report": report or None}``
        """
        self.ensure_one()
        seen = [*(self.observations or []), *(self.browser_observations or [])]
        return {
            "state": self.state,
            "because": self.because or "",
            "verdict": self.verdict or None,
            "timeouts": self.timeouts or "",
            "observations": [_shown(one) for one in seen],
            "report": self.report or None,
        }

    def record_observations(self, observations):
        """Add what a browser saw, judge again and return the new report.

        None while the check still runs: it judges them when it ends.
        """
        self.ensure_one()
        self.check_access("write")
        new = self._valid_observations(observations)
        before = self._seen(self.browser_observations)
        self.browser_observations = self._stored(before + new)
        if self.state == DONE:
            self._settle(self._judged())
        return self.report or None

    def action_run(self):
        """Queue another check like this one and show it on the check page."""
        self.ensure_one()
        return self._queue(self.target_id, self.depth, type(self)._open_page)

    def action_watch(self):
        """Show this check on the check page."""
        self.check_access("read")
        return self._open_page()

    def action_cancel(self):
        """Stop: a queued check never starts, a running one ends at its next step."""
        self.check_access("write")
        unfinished = self.filtered(lambda check: check.state in (QUEUED, RUNNING))
        unfinished.write({"state": CANCELLED})

    @api.model
    def _ticket(self, target, check_id=0, **permissions):
        """Return what the engine and a browser need to probe this Odoo."""
        return {
            **ticket.issue(self.env, check_id, **permissions),
            # Only what is sent from now on may count: an older id replays old messages.
            "bus_last_id": self.env["bus.bus"].sudo()._bus_last_id(),
            "database": self.env.cr.dbname,
            "odoo": instance.facts(self.env, target._host()),
        }

    @contextmanager
    def _lent(self, issued):
        """Lend the engine's `Ticket`, whose sessions are gone afterwards."""
        several = issued["odoo"]["several_databases"]
        with ticket.sessions_of_nobody(self.env.cr.dbname, several) as sessions:
            yield Ticket.from_dict({**issued, **sessions})

    @api.model
    def _valid_depth(self, depth):
        try:
            return Depth(depth).value
        except ValueError:
            raise ValidationError(
                self.env._(
                    "A check is one of %(depths)s, not %(depth)s.",
                    depths=", ".join(known.value for known in Depth),
                    depth=str(depth)[:50],
                )
            ) from None
