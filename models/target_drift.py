from odoo import fields, models


class ProxyHealthTarget(models.Model):
    """Drift: what the proxy does differently from before is a line in the history."""

    _inherit = "proxy.health.target"

    # What is known of the proxy, from all checks: one that sees little forgets nothing.
    fingerprint = fields.Json(readonly=True, copy=False)

    def _hear(self, check):
        result = super()._hear(check)
        with self._apart(self.env._("What the proxy does differently was not noted.")):
            self._note_drift(check)
        return result

    def _note_drift(self, check):
        known, new = self.fingerprint or {}, check.fingerprint or {}
        changed = [what for what in new if known.get(what, new[what]) != new[what]]
        if new != known:
            self.fingerprint = {**known, **new}
        if changed:
            when = self.env["proxy.health.alert"]._moment(check.started_at)
            lines = [
                self.env._(
                    "Since %(when)s %(what)s is %(now)s (was %(before)s).",
                    when=when,
                    what=what,
                    now=new[what],
                    before=known[what],
                )
                for what in changed
            ]
            values = {"lines": lines}
            self.message_post_with_source(
                "proxy_health.drift_message", render_values=values
            )
