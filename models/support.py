from odoo import api, fields, models

from ..proxycheck import redact, report


class ProxyHealthCheck(models.Model):
    """What of a check may leave: the bundle for support and the page behind a link."""

    _inherit = "proxy.health.check"

    share_ids = fields.One2many("proxy.health.share", "check_id", readonly=True)

    def action_share(self):
        """Open the dialog that copies, downloads or shares this check."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "res_model": "proxy.health.support",
            "name": self.env._("Share with Support"),
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_check_id": self.id},
        }

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

    def _shareable(self, keep=()):
        return redact.redact(
            self.report,
            keep=[name for name in keep if name in redact.KEEPABLE],
            known=self.env["res.users"].sudo()._proxy_health_names,
        )
