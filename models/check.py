import io
import logging
import time
from contextlib import contextmanager
from datetime import timezone
from functools import partial

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import compat
from ..proxycheck import check as engine
from ..proxycheck import registry, report
from ..proxycheck.errors import BadObservation
from ..proxycheck.judge.finding import Finding
from ..proxycheck.logs import explained
from ..proxycheck.report import monitor, redact
from ..proxycheck.report.fingerprint import fingerprint
from ..proxycheck.target import Target
from ..proxycheck.words import CheckVerdict, Depth, Verdict
from ..tools import (
    addresses,
    check_page,
    check_queue,
    cron_pass,
    instance,
    locks,
    observed,
    pasted,
    retention,
    right_file,
    thinning,
    ticket,
    timeout_text,
)
from ..tools.jsonable import carried, storable
from ..tools.steps import Steps
from ..tools.words import (
    CANCELLED,
    DONE,
    INTERRUPTED,
    QUEUED,
    RUNNING,
    STATES,
    selection,
)

_logger = logging.getLogger(__name__)

#: Characters of a pasted log: some ten thousand lines, read in a fraction of a second.
MAX_LOG = 2 * 2**20


# Long, for a model is one class body: what a check is, who may
# ask for one, how it runs and what follows from it. What is no record is in tools/.
class ProxyHealthCheck(models.Model):
    """One run against one target, with all that was seen and what it means.

    `_run` is the whole way of a check, from top to bottom. A request that probes its own
    site waits for another worker, so what people press is queued for the scheduled
    action, and the page polls: the bus may be what is broken.

    Managers read checks and nobody writes them: what a check says is what was seen. So
    the methods that managers call ask for the right to read, and write by `sudo()`.
    """

    _name = "proxy.health.check"
    _description = "Proxy Health Check"
    _order = "id desc"

    target_id = fields.Many2one(
        "proxy.health.target",
        string="Address",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    base_url = fields.Char(string="Address Checked", readonly=True)
    depth = fields.Selection(
        selection(Depth), required=True, default=Depth.QUICK.value, readonly=True
    )
    scheduled = fields.Boolean(readonly=True, help="It was due by the schedule.")
    state = fields.Selection(
        STATES, required=True, default=QUEUED, index=True, readonly=True
    )
    because = fields.Char(string="Why It Ended Early", readonly=True)
    # Stored, for people search by it; decided in `_decided` and nowhere else.
    verdict = fields.Selection(selection(CheckVerdict), readonly=True)
    muted = fields.Json(
        readonly=True,
        help="The rules that were muted when the verdict was decided.",
    )
    started_at = fields.Datetime(readonly=True)
    duration_ms = fields.Float(string="Duration (ms)", readonly=True)
    latency_ms = fields.Float(string="Round Trip (ms)", aggregator="avg", readonly=True)
    # Large, and read one check at a time: no list fetches them along.
    observations = fields.Json(readonly=True, prefetch=False)
    browser_observations = fields.Json(readonly=True, prefetch=False)
    odoo = fields.Json(string="Odoo's Settings", readonly=True, prefetch=False)
    roundtrip = fields.Char(string="Round Trip", compute="_compute_roundtrip")
    fingerprint = fields.Json(readonly=True, help="What the proxy did, by directive.")
    changes = fields.Json(
        readonly=True, help="What it did differently: by directive, before and now."
    )
    passed = fields.Json(
        string="Rules That Passed",
        readonly=True,
        prefetch=False,
        help="The rules that found nothing wrong.",
    )
    # What failed or could not be tested, a record each.
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
        string="Not Tested",
        readonly=True,
    )
    passed_text = fields.Text(string="Passed", compute="_compute_passed_text")
    share_ids = fields.One2many("proxy.health.share", "check_id", readonly=True)
    report = fields.Json(compute="_compute_report")
    # A monitor asks every few seconds: for it the report is read once a change.
    monitored = fields.Json(compute="_compute_monitored", store=True, prefetch=False)
    # Of older checks less is kept, see tools/thinning.py.
    thinned = fields.Boolean(readonly=True)
    head = fields.Json(
        readonly=True, prefetch=False, help="What a thinned check keeps of its report."
    )
    no_longer_kept = fields.Char(compute="_compute_no_longer_kept")
    timeouts = fields.Char(
        compute="_compute_timeouts",
        help="Whether a full check measured this proxy's timeouts, when, and the result.",
    )

    _one_in_the_queue = models.UniqueIndex(
        "(target_id, depth) WHERE state = 'queued'",
        "This check is in the queue already.",
    )
    # What a monitor asks every few seconds, however long the history has grown.
    _newest_done = models.Index("(target_id, id DESC) WHERE state = 'done'")
    # Who measured the timeouts of an address: beside each address in a list.
    _newest_full = models.Index(
        "(target_id, id DESC) WHERE state = 'done' AND depth = 'full'"
    )
    # What may be thinned, among a hundred thousand that are.
    _whole = models.Index("(target_id, id) WHERE thinned IS NOT TRUE")

    @api.depends("base_url", "target_id")
    def _compute_display_name(self):
        for check in self:
            check.display_name = f"{check._address()} #{check.id}"

    @api.depends(
        "state", "verdict", "muted", "finding_ids", "passed", "browser_observations"
    )
    @api.depends_context("lang")
    def _compute_report(self):
        translate = self.env["proxy.health.finding"]._translate
        for check in self:
            done = check.state == DONE
            check.report = check._report_in(translate) if done else None

    @api.depends(
        "state",
        "verdict",
        "muted",
        "base_url",
        "started_at",
        "duration_ms",
        "observations",
        "browser_observations",
        "finding_ids.verdict",
        "finding_ids.severity",
        "finding_ids.directive",
    )
    def _compute_monitored(self):
        for check in self:
            ended = check.state == DONE and check.base_url and check.started_at
            check.monitored = check._told_to_monitors() if ended else False

    @api.depends("passed")
    @api.depends_context("lang")
    def _compute_passed_text(self):
        titles = self.env["proxy.health.finding"]._in_order()
        for check in self:
            passed = [titles.get(code, code) for code in check.passed or ()]
            check.passed_text = "\n".join(passed)

    @api.depends("state", "fingerprint", "thinned")
    @api.depends_context("lang")
    def _compute_timeouts(self):
        measuring = timeout_text.measuring(self)
        for check in self:
            # A thinned quick check no longer knows which proxy it saw.
            known = not check.thinned or check.depth == Depth.FULL.value
            check.timeouts = (
                timeout_text.sentence(self.env, measuring[check.id], check.fingerprint)
                if check.state == DONE and known
                else ""
            )

    @api.depends("thinned")
    @api.depends_context("lang")
    def _compute_no_longer_kept(self):
        for check in self:
            check.no_longer_kept = thinning.sentence(self.env) if check.thinned else ""

    @api.depends("latency_ms")
    def _compute_roundtrip(self):
        for check in self:
            measured = check.latency_ms
            check.roundtrip = f"{measured:.0f} ms" if measured else "–"

    # Buttons

    def action_run(self):
        """Queue another check like this one and show it on the check page."""
        self.ensure_one()
        return check_queue.ask(self.target_id, self.depth, type(self)._open_page)

    def action_watch(self):
        """Show this check on the check page."""
        self.check_access("read")
        return self._open_page()

    def action_cancel(self):
        """Stop: a queued check never starts, a running one ends at its next step."""
        self.check_access("read")
        unfinished = self.filtered(lambda check: check.state in (QUEUED, RUNNING))
        unfinished.sudo().write({"state": CANCELLED})

    def action_share(self):
        """Open the dialog that copies, downloads or shares this check."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "proxy.health.support",
            "name": self.env._("Share with Support"),
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_check_id": self.id},
        }

    # What programs call

    @api.model
    def run_check(self, base_url=None, depth=Depth.QUICK.value):
        """Check an address now (default: this Odoo's own) and return the report.

        The report's shape is ``proxycheck/report/report.schema.json``. A malformed address or
        an unknown depth is refused with a sentence, and so is a second request while
        one measures (`start` queues instead); whatever the network does is in the report.
        """
        self.check_access("read")
        target = self.env["proxy.health.target"]._for_address(base_url)
        depth = self._valid_depth(depth)
        # Never queued, so that no scheduled action takes it meanwhile.
        values = {"target_id": target.id, "depth": depth, "state": RUNNING}
        check = self.sudo().create(values).with_env(self.env)
        check._run()
        return carried(check.report)

    @api.model
    @api.readonly
    def latest_report(self, base_url=None):
        """Return the newest report of an address (default: of any), or None."""
        domain = [("state", "=", DONE)]
        if base_url:
            targets = self.env["proxy.health.target"].with_context(active_test=False)
            address = addresses.valid(base_url).base_url
            known = targets.search([("base_url", "=", address)])
            domain.append(("target_id", "in", known.ids))
        return carried(self.search(domain, limit=1).report or None)

    @api.model
    @api.readonly
    def explain(self, text, base_url=None):
        """Return what lines of a log or of a browser's console mean; nothing is stored.

        `text`: lines of nginx's error or access log, Odoo's log or the console, at most
        `MAX_LOG` characters. They are compared with `latest_report(base_url)`. The
        object's shape is that of ``proxycheck/logs/explained.py``.
        """
        self.check_access("read")
        if not isinstance(text, str) or len(text) > MAX_LOG:
            raise ValidationError(
                self.env._(
                    "Please paste at most %(size)s MB of text. The command line reads"
                    " logs of any size.",
                    size=MAX_LOG // 2**20,
                )
            )
        stream = io.BytesIO(text.encode("utf-8", "replace"))
        translate = self.env["proxy.health.finding"]._translate
        return explained.explain(
            stream, self.latest_report(base_url), translate, timezone.utc
        )

    @api.model
    @api.readonly
    def nginx_file(self, base_url=None, choices=None):
        """Return the right file for this Odoo, by the newest report of an address.

        It is that of the reverse proxy which was recognised, or nginx's.
        ``{"text", "lines", "choices", "chosen"}``: the file with its comments; each line
        as ``{"text", "depth", "reason", "state", "said", "seen", "code"}``; what the file
        was written for; and what of that was chosen, not found. `choices` are those of
        ``proxycheck/render/choices.py`` (`ASKED`); another one is refused. Without them
        those count that are remembered for the address.
        """
        found = self.latest_report(base_url) or {}
        if choices is None:
            choices = self._chosen_nginx(base_url, found)
        translate = self.env["proxy.health.finding"]._translate
        return right_file.written(choices, found, translate)

    @api.model
    def _chosen_nginx(self, base_url, found):
        """Return what was chosen for an address, or else for that of a report."""
        base_url = base_url or found.get("target", {}).get("base_url")
        everyone = self.env["proxy.health.target"].with_context(active_test=False)
        return (base_url and everyone._at(base_url).nginx_choices) or {}

    def choose_nginx(self, choices):
        """Remember choices for this check's address; return its `nginx_file`."""
        self.ensure_one()
        self.check_access("read")
        self.target_id.nginx_choices = choices
        return self.nginx_file(self._address())

    @api.model
    @api.readonly
    def lint(self, text, base_url=None, name="nginx.conf"):
        """Return what is wrong in an nginx configuration; nothing of it is stored.

        `text` is a file or the output of ``nginx -T``, at most `pasted.MAX_CHARACTERS`.
        The object is that of ``proxycheck/conf/lint.py`` and has ``diff``, a unified diff
        of `text`, and ``left``: what a diff cannot fix, with its reason. Where the text
        cannot be read it is ``{"refused": a sentence}``: an exception would be logged
        with words of the text in it. With `base_url` it is compared with `latest_report`.
        """
        self.check_access("read")
        report_ = self.latest_report(base_url) if base_url else None
        return pasted.read(self.env, text, report_ or {}, str(name)[:200])

    @api.model
    def issue_ticket(self, worker_hold=False):
        """Return a ticket: what a probe needs to be let in, good for five minutes.

        ``{"token", "proof", "channel", "bus_last_id", "database", "session", "odoo",
        "challenge", "challenge_proof", "challenge_session"}``
        With ``worker_hold`` it also lets a probe occupy one HTTP worker for two minutes.
        """
        self.check_access("read")
        own = self.env["proxy.health.target"]._own()
        issued = ticket.for_target(own, worker_hold=bool(worker_hold))
        # It outlives this request, and Odoo's own vacuum of sessions removes it.
        several = issued["odoo"]["several_databases"]
        issued.update(ticket.new_sessions(self.env.cr.dbname, several))
        # Whoever asks for a ticket probes after this request, not within it.
        issued["odoo"]["in_http_worker"] = False
        return issued

    def support_text(self, keep=()):
        """Return the report as Markdown in the reader's language, fit to leave."""
        self.ensure_one()
        if not self.report:
            return ""
        translate = self.env["proxy.health.finding"]._translate
        return report.as_markdown(self._shareable(keep), translate)

    @api.readonly
    def support_report(self, keep=()):
        """Return the report without what must not leave, or None.

        ``keep`` names what to leave in, of "addresses", "users" and "database".
        """
        self.ensure_one()
        return self._shareable(keep) if self.report else None

    # What the check page calls: plain RPC, for the bus may be what is broken

    @api.model
    @api.readonly
    def page(self, check_id=None):
        """Return a check (default: the newest) as the page shows it, or what to check.

        ``{"id", "base_url", "depth", "plan", "titles", "mutes", …}`` and what `progress`
        returns; ``titles`` say what each rule, by its code, finds in order.
        """
        own = self.env["proxy.health.target"]._own()
        # An older check of an address that it no longer has would only mislead.
        current = [
            ("target_id", "=", own.id),
            ("base_url", "in", (own.base_url, False)),
        ]
        check = (
            self.browse(check_id).exists()
            if check_id
            else self.search(current, limit=1)
        )
        if check:
            return check._page()
        return {"id": False, "base_url": own.base_url, "depth": Depth.QUICK.value}

    @api.model
    def start(self, base_url=None, depth=Depth.QUICK.value):
        """Queue a check of an address (default: Odoo's own) and return its `page`."""
        self.check_access("read")
        target = self.env["proxy.health.target"]._for_address(base_url)
        return check_queue.ask(target, self._valid_depth(depth), type(self)._page)

    def run_now(self):
        """Run a queued check in this request, when no cron worker takes it."""
        self.ensure_one()
        self.check_access("read")
        self._run()
        return self._page()

    @api.readonly
    def progress(self):
        """Return how far this check is: cheap enough to be asked twice a second.

        ``{"state", "because", "verdict", "sentence", "timeouts", "measures_next", "fixes",
        "all_fixes", "observations": [{"probe", "vantage", "status", "duration_ms",
        "facts": a few}], "report": report or None}``. ``sentence``: the verdict in
        words; ``measures_next``: the timeouts of this proxy are not known.
        """
        self.ensure_one()
        return check_page.progress(self)

    def browser_probes(self, origin):
        """Return what a page open at ``origin`` shall measure, and its ticket.

        ``{"ticket", "probes": [{"id", "params", "seconds", "turn", "skip"}]}``;
        ``skip`` says why one would tell nothing.
        """
        self.ensure_one()
        self.check_access("read")
        issued = ticket.for_target(self.target_id, self.id)
        return {
            "ticket": check_page.browser_ticket(self.env, issued),
            "probes": check_page.browser_rows(self, origin),
        }

    def record_observations(self, observations):
        """Add what a browser saw, judge again and return the new report.

        None while the check still runs: it judges them when it ends.
        """
        self.ensure_one()
        self.check_access("read")
        valid = self._valid_observations(observations)
        if self.thinned:  # to judge by these alone would be to judge by half
            return self.report or None
        self._add_of_browser(valid)
        if self.state == DONE:
            self._settle(self._judged())
        return self.report or None

    def mute(self, code, reason, until=None):
        """Let a rule count for nothing at this address, and return the `page`.

        ``until``: the last day, as ``2026-01-31``; without it, it stays muted.
        """
        self.ensure_one()
        self.check_access("read")
        self.target_id._mute(
            self._known(code), reason, check_page.last_day(self.env, until)
        )
        return self._decided_page()

    def unmute(self, code):
        """Let a rule count again, and return the `page`."""
        self.ensure_one()
        self.check_access("read")
        self.target_id._mutes(code).unlink()
        return self._decided_page()

    # What is valid

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

    @api.model
    def _valid_observations(self, posted):
        """Return the observations that a browser posted, or refuse them."""
        try:
            return observed.of_browser(posted)
        except BadObservation as refusal:
            raise ValidationError(str(refusal)) from None

    @api.model
    def _known(self, code):
        """Return a rule's code, or refuse it."""
        if code in registry.rules():
            return code
        raise ValidationError(self.env._("There is no rule “%s”.", str(code)[:80]))

    # What the page shows

    def _open_page(self):
        """Return the action that shows this check on the check page."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "proxy_health.proxy_health_action_page"
        )
        return {**action, "params": {"check": self.id}}

    def _page(self):
        return {**check_page.payload(self), **check_page.progress(self)}

    def _decided_page(self):
        # The newest check has followed already; this may be an older one.
        if self.state == DONE and self._is_muted_otherwise():
            self._decide_again()
        return self._page()

    def _address(self):
        return self.base_url or self.target_id.base_url

    # How a check runs

    @api.model
    def _cron_run(self):
        cron_pass.run(self)

    def _run(self, commit=False):
        """Run this check from its beginning to its end. It is over then, whatever happens.

        ``commit``: for the scheduled action. Each step is committed, which is how a page
        that polls sees it come in, and what breaks here breaks no other check. Without
        it the run is part of its caller's request: one that fails leaves nothing.
        """
        self.ensure_one()
        save = self._save_and_commit if commit else self._save
        # Lock: an address is checked once at a time, and one request at a time measures.
        with self._alone(commit) as alone:
            # Begin, with what browsers told before. A check that is over does not.
            if not alone or not self._begin(commit):
                return
            # Look, and store what was seen so far for those who watch.
            begin, steps = time.monotonic(), Steps(save, self.scheduled)
            looked = self._look(steps)
            # Judge, decide the verdict by what is muted, and store all of it at once.
            save(partial(self._ending, begin, steps, looked))
            # Tell: alerts, webhooks, drift. What was committed stays, so a conflict with
            # somebody who edits the address is tried again; mails leave after the commit.
            if self.state == DONE and self.target_id.active:
                tell = partial(self.target_id._hear, self)
                compat.retrying(tell, self.env) if commit else tell()

    @contextmanager
    def _alone(self, commit):
        """Hold the lock of the address; yield False where another check of it runs.

        A request is refused instead: it cannot wait. With ``commit`` an exception ends
        here, in a check that was interrupted.
        """
        if not commit:
            locks.alone_in_request(self.target_id)
            yield True
            return
        # This lock outlives every commit of the run. Whoever holds it is running this
        # very check of the address; ours stays queued for the next pass.
        if not self.target_id._lock("pg_try_advisory_lock"):
            yield False
            return
        try:
            yield True
        except Exception:
            _logger.exception("Proxy check %s failed", self.id)
            self.env.cr.rollback()
            if self.state in (QUEUED, RUNNING):
                self.write({"state": INTERRUPTED, "because": self._own_mistake()})
        finally:
            self.target_id._lock("pg_advisory_unlock")

    def _begin(self, commit):
        """Note that it runs; False where it is over, or somebody ends it right now.

        The row is locked first. Where a request ran this check since our transaction
        began, the database refuses, and we try again and see what came of it, before
        anything is measured twice.
        """

        def begin():
            free = self.sudo().try_lock_for_update(allow_referencing=True)
            return bool(free) and self._save(self._beginning)

        return compat.retrying(begin, self.env) if commit else begin()

    def _save(self, values):
        """Store what ``values()`` returns; False when the check is over already.

        Somebody cancelled it, or ran it: a request, while the scheduled action waited.
        """
        self.invalidate_recordset(["state"])
        if self.state not in (QUEUED, RUNNING):
            return False
        new = values()
        return self.sudo().write(new) if new else True

    def _save_and_commit(self, values):
        # Whoever cancels, or posts what a browser saw, writes the same row meanwhile:
        # then this step is done again, on top of theirs.
        return compat.retrying(partial(self._save, values), self.env)

    def _beginning(self):
        values = {
            "state": RUNNING,
            "started_at": fields.Datetime.now(),
            "base_url": self.target_id.base_url,
        }
        # Real browsers know more than any probe: a check takes along what they told.
        told = self.env["proxy.health.lifetime"].sudo()._observation(self.target_id)
        if told:
            seen = [*observed.restored(self.browser_observations), told]
            values["browser_observations"] = observed.stored(seen)
        return values

    def _look(self, steps):
        """Take what is seen as it comes; return Odoo's settings, and why it broke off."""
        looked = {}
        try:
            issued = ticket.for_target(self.target_id, self.id)
            looked["odoo"] = storable(issued["odoo"])
            with ticket.lent(self.env, issued) as lent:
                engine.check(
                    self.target_id._as_probed(),
                    lent,
                    depth=Depth(self.depth),
                    seen=steps.add,
                    cancelled=lambda: not steps.go_on(),
                )
        except psycopg2.Error:
            raise  # the transaction is broken: its owner retries or gives up
        except Exception:
            _logger.exception("Proxy check %s broke off", self.id)
            looked["because"] = self._own_mistake()
        return looked

    def _ending(self, begin, steps, looked):
        # Judging, storing and telling people take their time after the measuring.
        if instance.SECONDS_LEFT in self.env.context:
            compat.report_alive()
        ending = {
            "state": DONE,
            "duration_ms": round((time.monotonic() - begin) * 1000, 1),
            "because": "",
            **looked,
        }
        self.sudo().update(steps.values())  # judged by, and written with the rest
        try:
            return {**ending, **self._judged()}
        except psycopg2.Error:
            raise
        except Exception:
            _logger.exception("What proxy check %s saw cannot be judged", self.id)
            return {**ending, "state": INTERRUPTED, "because": self._own_mistake()}

    def _own_mistake(self):
        return self.env._(
            "The check failed because of an error of its own: see the server's log."
        )

    # What was seen, what follows from it, and the report that tells it

    def _all_seen(self):
        rows = [*(self.observations or []), *(self.browser_observations or [])]
        return observed.restored(rows)

    def _add_of_browser(self, new):
        before = observed.restored(self.browser_observations)
        self.sudo().browser_observations = observed.stored(before + new)

    def _judged(self):
        """Return the values that follow from what was seen."""
        findings = engine.judge(self._all_seen())
        marks = fingerprint(observed.restored(self.observations))
        return {
            **self._decided(findings),
            "finding_ids": self.finding_ids._replacing(findings),
            "passed": sorted(f.code for f in findings if f.verdict is Verdict.PASSED),
            "fingerprint": storable(marks),
        }

    def _decided(self, findings):
        """Return the values that follow from findings and from what is muted today."""
        muted = sorted(self.target_id._muted())
        document = self._document(findings, str, muted)
        roundtrip = document["roundtrip"] or {}
        return {
            "verdict": document["verdict"],
            "latency_ms": roundtrip.get("latency_ms") or 0.0,
            "muted": muted,
        }

    def _is_muted_otherwise(self):
        # What a thinned check saw is gone: nobody can decide it anew.
        muted = sorted(self.target_id._muted())
        return not self.thinned and muted != (self.muted or [])

    def _decide_again(self):
        """Decide by what is muted today; what was seen and found stays as it is."""
        self.ensure_one()
        self._settle(self._decided(self._found()))

    def _found(self):
        """Return the engine's findings: what is a record, and what passed."""
        passed = [Finding.in_order(code) for code in self.passed or ()]
        return [*(finding._as_judged() for finding in self.finding_ids), *passed]

    def _settle(self, values):
        """Store another judgement of a check that has ended, and tell its address.

        It gets one when a browser tells late what it saw, and when a mute begins or ends.
        """
        self.ensure_one()
        self.sudo().write(values)
        target = self.target_id
        # What an older check says is history; of an archived address nobody hears.
        if target.active and target.last_check_id == self:
            # sudo: who hears, and by what webhook, is no matter of who made it happen.
            target.sudo()._hear(self.sudo())

    def _report_in(self, translate):
        """Return the report in the translator's language, with the verdict as stored."""
        document = self._document(self._found(), translate, self.muted or ())
        if self.thinned:
            document |= {**(self.head or {}), "incomplete": self.no_longer_kept}
        return {**document, "verdict": self.verdict or document["verdict"]}

    def _document(self, findings, translate, muted):
        """Return the report of these findings in the translator's language."""
        self.ensure_one()
        return report.build(
            target=Target(self.base_url),
            depth=Depth(self.depth),
            started_at=self.started_at.replace(tzinfo=timezone.utc),
            duration_ms=self.duration_ms,
            observations=self._all_seen(),
            findings=findings,
            muted=muted,
            translate=translate,
        )

    def _shareable(self, keep=()):
        return redact.redact(
            self.report,
            keep=[name for name in keep if name in redact.KEEPABLE],
            known=self.env["res.users"].sudo()._proxy_health_names,
        )

    def _told_to_monitors(self):
        """Return the engine's `Sample` as JSON; False where it cannot be made."""
        try:
            return storable(monitor.sample(self._report_in(str)).as_dict())
        except Exception:  # a check that monitors cannot be told of is one all the same
            _logger.exception("Monitors cannot be told of proxy check %s", self.id)
            return False

    @api.autovacuum
    def _gc_checks(self):
        """Delete old checks, except the last before each change of verdict."""
        self.flush_model()
        outlived = self.browse(retention.outlived(self.env))
        outlived.unlink()
        return len(outlived), len(outlived) == retention.BATCH
