from datetime import timezone

from odoo import api, models
from odoo.exceptions import ValidationError

from ..proxycheck import engine, report
from ..proxycheck.errors import BadObservation
from ..proxycheck.observation import Observation, latest
from ..proxycheck.probes.browser import completed
from ..proxycheck.target import Target
from ..proxycheck.words import Depth, Vantage
from ..tools.wire import storable


class ProxyHealthCheck(models.Model):
    """How a check judges what was seen, and how its report is made from the record."""

    _inherit = "proxy.health.check"

    def _judged(self):
        """Return the values that follow from what was seen."""
        findings = engine.judge(self._all_seen())
        return {
            **self._decided(findings),
            "finding_ids": self.finding_ids._replacing(findings),
        }

    def _report_in(self, translate):
        """Return the report in the translator's language, with the verdict as stored."""
        judged = [finding._as_judged() for finding in self.finding_ids]
        document = self._document(judged, translate, self.muted or ())
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

    def _all_seen(self):
        return self._seen(self.observations) + self._seen(self.browser_observations)

    @api.model
    def _seen(self, stored):
        return [Observation.from_dict(seen) for seen in stored or []]

    @api.model
    def _stored(self, seen):
        """Return observations as JSON; a repeated measurement replaces the first."""
        return [storable(one.as_dict()) for one in latest(seen).values()]

    @api.model
    def _valid_observations(self, posted):
        """Return the observations that a browser posted, or refuse them."""
        known = engine.browser_probes()
        try:
            if not isinstance(posted, list) or len(posted) > len(known):
                raise BadObservation("Post a list with one observation a probe.")
            observations = [completed(Observation.from_dict(one)) for one in posted]
            for one in observations:
                if one.probe not in known or one.vantage is not Vantage.BROWSER:
                    raise BadObservation(f"No browser runs a probe “{one.key}”.")
        except BadObservation as refusal:
            raise ValidationError(str(refusal)) from None
        return observations
