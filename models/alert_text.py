from odoo import models
from odoo.tools import format_datetime

from .alert import RECOVERED, WORSENED


class ProxyHealthAlert(models.Model):
    """What is told about alerts: whole sentences, for a mail in plain text as well."""

    _inherit = "proxy.health.alert"

    def _subject(self, what):
        """Return the subject of a message about these alerts, the worst one first."""
        first = self[0]
        values = {
            "address": first.target_id.base_url,
            "severity": first.severity,
            "title": first.title,
        }
        # Spelled out each: a translator sees whole sentences.
        if what == RECOVERED:
            subject = self.env._("%(address)s: mended: %(title)s", **values)
        elif what == WORSENED:
            subject = self.env._("%(address)s: now %(severity)s: %(title)s", **values)
        else:
            subject = self.env._("%(address)s: %(severity)s: %(title)s", **values)
        if len(self) == 1:
            return subject
        return self.env._(
            "%(subject)s (and %(more)s more)", subject=subject, more=len(self) - 1
        )

    def _introduction(self, what):
        values = {"address": self.target_id.base_url}
        if what == RECOVERED:
            return self.env._("The proxy of %(address)s is mended.", **values)
        if what == WORSENED:
            return self.env._("The proxy of %(address)s got worse.", **values)
        return self.env._("Something is wrong with the proxy of %(address)s.", **values)

    def _headline(self):
        self.ensure_one()
        return self.env._(
            "%(severity)s: %(title)s", severity=self.severity, title=self.title
        )

    def _paragraphs(self, what):
        """Return what is to be said about this alert, up to the lines to paste."""
        self.ensure_one()
        if what == RECOVERED:
            return [
                self.env._("Where: %(place)s", place=self._place()),
                self.env._(
                    "It was reported at %(opened)s and has passed at %(closed)s.",
                    opened=self._moment(self.opened_at),
                    closed=self._moment(self.closed_at),
                ),
            ]
        return [
            self.env._("Since: %(when)s", when=self._moment(self.failing_since)),
            self.env._("Where: %(place)s", place=self._place()),
            self.env._("What users notice: %(symptom)s", symptom=self.symptom),
            self.explanation,
        ]

    def _place(self):
        if not self.location:
            return self.directive
        return self.env._(
            "%(directive)s in location %(location)s",
            directive=self.directive,
            location=self.location,
        )

    def _moment(self, moment):
        """Return a moment as all readers understand it, wherever they are."""
        pattern = "d MMMM yyyy HH:mm 'UTC'"
        return format_datetime(self.env, moment, tz="UTC", dt_format=pattern)
