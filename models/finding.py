from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from ..proxycheck import registry
from ..proxycheck.judge.finding import Finding
from ..proxycheck.observation import one_line
from ..proxycheck.subjects import SEVERITIES
from ..proxycheck.words import Layer, Severity, Verdict
from ..tools.jsonable import storable
from ..tools.words import DONE, selection

# What is stored of a finding: the engine's name, our field and its empty value.
STORED = {
    **{
        name: (name, "")
        for name in (
            "code",
            "verdict",
            "severity",
            "layer",
            "directive",
            "location",
            "because",
        )
    },
    "fix": ("fix_template", ""),
    "actions": ("action_templates", []),
    "evidence": ("evidence", []),
    "values": ("values", {}),
}


def _worst_first(finding):
    """Sort by verdict, then severity, in the order of the engine's words."""
    verdicts, severities = list(Verdict), list(Severity)
    return (
        verdicts.index(finding.verdict),
        severities.index(finding.severity),
        finding.code,
    )


class ProxyHealthFinding(models.Model):
    """What one rule found wrong or could not test; its text is rendered when read.

    What passed is no record: the check keeps its code (``passed``).
    """

    _name = "proxy.health.finding"
    _description = "Proxy Health Finding"
    # Newest check first; by its id, for to order by checks joins them all.
    _order = "check_id.id desc, sequence, id"
    _rec_name = "code"

    check_id = fields.Many2one(
        "proxy.health.check",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    target_id = fields.Many2one(related="check_id.target_id", string="Address")
    checked_at = fields.Datetime(related="check_id.started_at", string="Checked")
    is_newest = fields.Boolean(
        string="Of the Newest Check",
        compute="_compute_is_newest",
        search="_search_is_newest",
        help="It is of the newest check of its address.",
    )
    sequence = fields.Integer(readonly=True)
    code = fields.Char(required=True, index=True, readonly=True)
    verdict = fields.Selection(selection(Verdict), required=True, readonly=True)
    severity = fields.Selection(list(SEVERITIES.items()), readonly=True)
    layer = fields.Selection(selection(Layer), readonly=True)
    directive = fields.Char(readonly=True)
    location = fields.Char(readonly=True)
    because = fields.Char(string="Why Not Tested", readonly=True)
    fix_template = fields.Text(readonly=True)
    action_templates = fields.Json(readonly=True)
    evidence = fields.Json(readonly=True)
    values = fields.Json(readonly=True)

    _of_check = models.Index("(check_id DESC, sequence, id)")

    title = fields.Char(compute="_compute_texts")
    explanation = fields.Text(compute="_compute_texts")
    symptom = fields.Text(string="What Users Notice", compute="_compute_texts")
    fix = fields.Text(string="Lines to Paste", compute="_compute_texts")
    doc = fields.Char(string="Read More", compute="_compute_texts")
    evidence_text = fields.Text(
        string="What Was Seen", compute="_compute_evidence_text"
    )

    @api.depends("code", "values", "verdict", "location", "action_templates")
    @api.depends_context("lang")
    def _compute_texts(self):
        for finding in self:
            finding.update(finding._as_judged().render(self._translate))

    @api.depends("check_id")
    def _compute_is_newest(self):
        for finding in self:
            finding.is_newest = finding.check_id == finding.target_id.last_check_id

    @api.model
    def _search_is_newest(self, operator, value):
        if operator != "in" or list(value) != [True]:
            return NotImplemented
        newest = self.env["proxy.health.check"]._read_group(
            [("state", "=", DONE)], ["target_id"], ["id:max"]
        )
        return [("check_id", "in", [check_id for _target, check_id in newest])]

    @api.depends("evidence")
    @api.depends_context("lang")
    def _compute_evidence_text(self):
        for finding in self:
            finding.evidence_text = "\n".join(
                one_line(f"{seen['vantage']}: {seen['fact']}")
                for seen in finding._as_judged().seen(self._translate)
            )

    @api.model
    def _translate(self, source):
        """Return a text of the engine, or of a rule that an addon brought, translated."""
        text = self.env._(source)
        for package in registry.brought():
            if text != source:
                break
            text = self.env._(LazyTranslate(package)(source))
        return text

    @api.model
    def _in_order(self):
        """Return what each rule says when nothing is wrong, by its code."""
        return {
            code: self._translate(rule.in_order)
            for code, rule in registry.rules().items()
        }

    def _as_judged(self):
        """Return this finding as the engine made it."""
        self.ensure_one()
        return Finding.from_dict(
            {name: self[field] or empty for name, (field, empty) in STORED.items()}
        )

    @api.model
    def _replacing(self, findings):
        """Return the commands that put in place what did not pass, worst first."""
        told = [one for one in findings if one.verdict is not Verdict.PASSED]
        return [
            Command.clear(),
            *(
                Command.create({"sequence": place, **self._values(finding.as_dict())})
                for place, finding in enumerate(sorted(told, key=_worst_first))
            ),
        ]

    @api.model
    def _values(self, finding):
        return {
            field: storable(finding.get(name)) or empty
            for name, (field, empty) in STORED.items()
        }
