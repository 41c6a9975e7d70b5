from odoo import api, fields, models
from odoo.tools import format_date

from ..proxycheck import registry


class ProxyHealthMute(models.Model):
    """A rule that somebody chose to live with, for one address, and why."""

    _name = "proxy.health.mute"
    _description = "Proxy Health Mute"
    _order = "id desc"
    _rec_name = "code"

    target_id = fields.Many2one(
        "proxy.health.target",
        string="Address",
        required=True,
        index=True,
        ondelete="cascade",
    )
    code = fields.Selection(selection="_selection_code", string="Rule", required=True)
    reason = fields.Char(required=True)
    create_uid = fields.Many2one("res.users", string="Author", readonly=True)
    until = fields.Date(help="The last day. Left empty, it stays muted.")

    _one_a_rule = models.UniqueIndex("(target_id, code)")

    @api.model
    def _selection_code(self):
        translate = self.env["proxy.health.finding"]._translate
        return [
            (code, translate(rule.in_order)) for code, rule in registry.rules().items()
        ]

    @api.model_create_multi
    def create(self, vals_list):
        mutes = super().create(vals_list)
        mutes.target_id._follow_mutes()
        return mutes

    def write(self, vals):
        targets = self.target_id
        result = super().write(vals)
        (targets | self.target_id)._follow_mutes()
        return result

    @api.ondelete(at_uninstall=False)
    def _end(self):
        # As if its last day had been yesterday: then everything follows before it goes.
        self.until = fields.Date.subtract(fields.Date.today(), days=1)

    def _shown(self):
        """Return what the check page shows of a mute."""
        self.ensure_one()
        return {
            "reason": self.reason,
            "author": self.write_uid.name,  # of this reason, which may be a second one
            "until": format_date(self.env, self.until) if self.until else "",
        }

    def _on(self, day):
        """Return those that count on this day."""
        return self.filtered(lambda mute: not mute.until or mute.until >= day)
