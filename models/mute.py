from odoo import fields, models


class ProxyHealthMute(models.Model):
    """A rule that somebody chose to live with, for one address, and why."""

    _name = "proxy.health.mute"
    _description = "Proxy Health Mute"
    _order = "id desc"
    _rec_name = "code"

    target_id = fields.Many2one(
        "proxy.health.target", required=True, index=True, ondelete="cascade"
    )
    code = fields.Char(required=True)
    reason = fields.Char(required=True)

    _one_a_rule = models.UniqueIndex("(target_id, code)")
