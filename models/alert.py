from collections import defaultdict

from odoo import api, fields, models

from ..proxycheck.judge.finding import Finding
from ..proxycheck.observation import one_line
from ..proxycheck.subjects import SEVERITIES
from ..proxycheck.words import Severity, Verdict
from ..tools import alert_text
from ..tools.alert_text import OPENED, RECOVERED, WORSENED


# Long, for a model is one class body: when an alert opens and closes, whom it tells, and
# the buttons of its form.
class ProxyHealthAlert(models.Model):
    """What is known to be wrong with an address: one record a rule, for good.

    It opens late, when its rule has failed more than ``max_blips`` scheduled checks in a
    row, and closes at the first pass of any check. A check that could not tell moves
    nothing. Nor does a failure in a check by hand: whoever fixes a proxy breaks it on
    the way, and looks at it while doing so.
    """

    _name = "proxy.health.alert"
    _description = "Proxy Health Alert"
    _order = "is_open desc, opened_at desc, id desc"
    _rec_name = "title"

    target_id = fields.Many2one(
        "proxy.health.target",
        string="Address",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    code = fields.Char(required=True, readonly=True)
    is_open = fields.Boolean(string="Open", index=True, readonly=True)
    severity = fields.Selection(
        list(SEVERITIES.items()), readonly=True, help="The worst that was told."
    )
    blips = fields.Integer(string="Failed in a Row", readonly=True)
    # One check may be heard several times, and its failure counts once.
    counted_check_id = fields.Many2one(
        "proxy.health.check", ondelete="set null", readonly=True
    )
    failing_since = fields.Datetime(readonly=True)
    opened_at = fields.Datetime(readonly=True)
    closed_at = fields.Datetime(readonly=True)
    # A copy: the check that failed is deleted one day, what was told about it is not.
    finding = fields.Json(readonly=True)

    title = fields.Char(compute="_compute_texts")
    symptom = fields.Text(string="What Users Notice", compute="_compute_texts")
    explanation = fields.Text(compute="_compute_texts")
    fix = fields.Text(string="Lines to Paste", compute="_compute_texts")
    doc = fields.Char(string="Read More", compute="_compute_texts")
    check_url = fields.Char(string="Newest Check", compute="_compute_check_url")
    directive = fields.Char(compute="_compute_place")
    location = fields.Char(compute="_compute_place")

    _one_a_rule_and_target = models.Constraint(
        "UNIQUE (target_id, code)", "There is already an alert of this rule."
    )

    @api.depends("finding")
    @api.depends_context("lang")
    def _compute_texts(self):
        translate = self.env["proxy.health.finding"]._translate
        for alert in self:
            alert.update(Finding.from_dict(alert.finding).render(translate))

    @api.depends("target_id.last_check_id")
    def _compute_check_url(self):
        for alert in self:
            check = alert.target_id.last_check_id
            alert.check_url = f"/odoo/proxy-health/{check.id}" if check else False

    @api.depends("finding")
    def _compute_place(self):
        for alert in self:
            alert.directive = one_line(alert.finding.get("directive") or "")
            alert.location = one_line(alert.finding.get("location") or "")

    @api.model
    def _critical(self):
        """Return how many critical alerts are open."""
        critical = [
            ("is_open", "=", True),
            ("severity", "=", Severity.CRITICAL.value),
        ]
        return self.search_count(critical)

    @api.model
    def _learn(self, check):
        """Move the alerts of the address; return those to tell, by what happened."""
        target = check.target_id
        known = {
            alert.code: alert for alert in self.search([("target_id", "=", target.id)])
        }
        muted = target._muted()
        news = defaultdict(self.browse)
        for finding in check.finding_ids:
            alert = known.get(finding.code, self.browse())
            if _is_bad(finding) and check.scheduled:
                alert = alert or self._begin(target, finding)
                alert._count(check, finding)
            news[alert._move(check, finding, finding.code in muted)] += alert
        for alert in filter(None, map(known.get, check.passed or ())):
            news[alert._close(check)] += alert
        return news

    @api.model
    def _begin(self, target, finding):
        return self.create({"target_id": target.id, "code": finding.code})

    def _count(self, check, finding):
        """Count one more failure, also of what is muted: one day it may count again."""
        if self.counted_check_id == check:
            return
        self.write(
            {
                "blips": self.blips + 1,
                "counted_check_id": check.id,
                "failing_since": self.failing_since or check.started_at,
                "finding": finding._as_judged().as_dict(),
            }
        )

    def _move(self, check, finding, muted):
        """Open, worsen or close; return what is to be told about it, or None."""
        if finding.verdict == Verdict.FAILED and not _is_bad(finding):
            return self._close(check)  # what is left of it is advice
        if muted:
            return self._shut(check)  # whoever muted it need not be told
        return self._fail(check, finding) if self and _is_bad(finding) else None

    def _fail(self, check, finding):
        if self.is_open:
            worse = check.scheduled and _rank(finding) < _rank(self)
            self.severity = finding.severity if worse else self.severity
            return WORSENED if worse else None
        if self.blips <= self.target_id.max_blips:
            return None
        self.write(
            {
                "is_open": True,
                "severity": finding.severity,
                "finding": finding._as_judged().as_dict(),
                "opened_at": check.started_at,
                "closed_at": False,
            }
        )
        return OPENED

    def _close(self, check):
        """Forget all failures; return what is to be told, None if it was not open."""
        told = RECOVERED if any(alert.is_open for alert in self) else None
        self._shut(check)
        self.write({"blips": 0, "failing_since": False})
        return told

    def _shut(self, check):
        opened = self.filtered("is_open")
        opened.write({"is_open": False, "closed_at": check.started_at})

    # Buttons

    def action_test_again(self):
        """Check the address again and show it on the check page."""
        self.ensure_one()
        return self.target_id.action_run_check()

    def action_open_check(self):
        """Show the newest check of the address on the check page."""
        self.ensure_one()
        self.check_access("read")
        return self.target_id.last_check_id.action_watch()

    def action_mute(self):
        """Ask for a reason, and let the rule count for nothing at this address."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mute"),
            "res_model": "proxy.health.mute",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_target_id": self.target_id.id,
                "default_code": self.code,
            },
        }

    # What the mail's template asks for

    def _introduction(self, what):
        return alert_text.introduction(self, what)

    def _headline(self):
        self.ensure_one()
        return alert_text.headline(self)

    def _paragraphs(self, what):
        self.ensure_one()
        return alert_text.paragraphs(self, what)


def _is_bad(finding):
    """Say whether users suffer from it, or will: advice is nobody's alert."""
    return finding.verdict == Verdict.FAILED and finding.severity != Severity.INFO


def _rank(record):
    return Severity(record.severity).rank
