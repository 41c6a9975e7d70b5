import json

from odoo import api, fields, models

from ..proxycheck.report import redact
from ..tools.words import DONE


class ProxyHealthSupport(models.TransientModel):
    """Asks what may leave with a check, and how: as text, as file or as a link."""

    _name = "proxy.health.support"
    _description = "Share a Check with Support"

    check_id = fields.Many2one(
        "proxy.health.check",
        required=True,
        ondelete="cascade",
        domain=[("state", "=", DONE)],
    )
    keep_addresses = fields.Boolean(string="Internal Addresses")
    keep_users = fields.Boolean(string="User Names")
    keep_database = fields.Boolean(string="Database Name")
    days = fields.Selection(
        [("1", "One Day"), ("7", "One Week"), ("30", "One Month")],
        string="Link Valid For",
        required=True,
        default="7",
    )
    markdown = fields.Text(compute="_compute_markdown")

    @api.depends("check_id", "keep_addresses", "keep_users", "keep_database")
    def _compute_markdown(self):
        for dialog in self:
            dialog.markdown = dialog.check_id.support_text(dialog._kept())

    def action_link(self):
        """Make the link and show it, this once."""
        self.ensure_one()
        link = self.env["proxy.health.share"]._make(
            self.check_id, int(self.days), self._kept()
        )
        title = self.env._("Link for Support")
        return self.env["proxy.health.secret"]._show(link, title)

    def action_markdown(self):
        """Download the check as Markdown."""
        return self._download("md")

    def action_json(self):
        """Download the check as JSON."""
        return self._download("json")

    def _kept(self):
        """Return what was ticked, in the engine's words."""
        return [name for name in redact.KEEPABLE if self[f"keep_{name}"]]

    def _download(self, kind):
        self.ensure_one()
        keep = ",".join(self._kept())
        url = f"/proxy_health/check/{self.check_id.id}/bundle.{kind}?keep={keep}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    @api.model
    def _bundle(self, check, kind, keep):
        """Return a check's file as it is downloaded."""
        if kind == "md":
            return check.support_text(keep)
        return json.dumps(check.support_report(keep), indent=2, ensure_ascii=False)
