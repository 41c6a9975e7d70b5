from odoo import api, fields, models
from odoo.fields import Command

from ..proxycheck.words import Severity
from .alert import OPENED, RECOVERED, WORSENED

SUBTYPES = {
    OPENED: "proxy_health.mail_message_subtype_alert",
    WORSENED: "proxy_health.mail_message_subtype_alert",
    RECOVERED: "proxy_health.mail_message_subtype_recovery",
}
ACTIVITY = "proxy_health.mail_activity_type_alert"


class ProxyHealthTarget(models.Model):
    """Who hears what about an address: its followers, by e-mail and activity."""

    _name = "proxy.health.target"
    _inherit = ["proxy.health.target", "mail.thread", "mail.activity.mixin"]

    address = fields.Char(tracking=True)
    connect_to = fields.Char(tracking=True)
    active = fields.Boolean(tracking=True)
    user_ids = fields.Many2many(
        "res.users",
        string="Responsible",
        default=lambda self: self._default_responsible(),
        help="They follow this address, and so hear of alerts; each gets an activity.",
    )
    # How many checks in a row a rule may fail before anybody is told: one leaves room
    # for a reload of the proxy, a restart of Odoo or a lost packet.
    max_blips = fields.Integer(
        string="Failures to Tolerate",
        default=1,
        help="An alert opens when a rule has failed more checks in a row than this.",
    )
    alert_ids = fields.One2many("proxy.health.alert", "target_id", readonly=True)
    open_alert_ids = fields.One2many(
        "proxy.health.alert",
        "target_id",
        domain=[("is_open", "=", True)],
        readonly=True,
    )

    _max_blips_possible = models.Constraint(
        "CHECK (max_blips >= 0)", "The failures to tolerate must be 0 or more."
    )

    @api.model
    def _default_responsible(self):
        user = self.env.user
        if user._is_superuser():
            # Installation: nobody sits there to ask.
            user = self.env.ref("base.user_admin", raise_if_not_found=False) or user
        return [Command.set(user.filtered("active").ids)]

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._let_responsible_follow()
        return targets

    def write(self, vals):
        result = super().write(vals)
        if "user_ids" in vals:
            self._let_responsible_follow()
        return result

    def _let_responsible_follow(self):
        for target in self:
            target.message_subscribe(target.user_ids.partner_id.ids)

    def _hear(self, check):
        """Move the alerts by what a check said, and tell people what changed."""
        self.ensure_one()
        news = self.env["proxy.health.alert"].sudo()._learn(check)
        for what in (OPENED, WORSENED, RECOVERED):
            if news[what]:
                self._tell(what, news[what], check)
        self._keep_activities()
        # What leaves the house is made when people have been told.
        for what in (OPENED, WORSENED, RECOVERED):
            if news[what]:
                with self._apart(self.env._("The webhook got no message about this.")):
                    self._post_webhook(what, check, news[what].mapped("code"))

    def _tell(self, what, alerts, check):
        alerts = alerts.sorted(lambda alert: Severity(alert.severity).rank)
        telling = self.with_context(
            # Mails of a scheduled action wait for the queue, emptied once an hour.
            mail_notify_force_send=True,
            proxy_health_knowing=self._who_knows(what, check).partner_id.ids,
        )
        telling.message_post_with_source(
            "proxy_health.alert_message",
            render_values={
                "what": what,
                "alerts": alerts,
                "link": f"{self.get_base_url()}/odoo/proxy-health/{check.id}",
            },
            subject=alerts._subject(what),
            subtype_xmlid=SUBTYPES[what],
            email_layout_xmlid="proxy_health.mail_layout",
            email_add_signature=False,
            # Nobody wrote it: a check did.
            author_id=self.env.ref("base.partner_root").id,
        )

    def _who_knows(self, what, check):
        """Return the users who made it happen, and so need no mail about it.

        They ran the check by hand, ended a mute or look at the check page.
        """
        users = self.env.user
        # Of what checks by hand say, only this is told (see `ProxyHealthAlert`).
        if what == RECOVERED and not check.scheduled:
            users |= check.create_uid
        return users.filtered(lambda user: not user._is_superuser())

    def _keep_activities(self):
        """Give each responsible user one activity while an alert is open, then none."""
        if not self.open_alert_ids:
            self.sudo().activity_unlink([ACTIVITY])
            return
        titles = ", ".join(self.open_alert_ids.mapped("title"))
        busy = self.activity_search([ACTIVITY]).user_id
        # The message has been mailed already, and once is enough.
        quietly = self.sudo().with_context(mail_activity_quick_update=True)
        for user in self.user_ids - busy:
            quietly.activity_schedule(ACTIVITY, summary=titles, user_id=user.id)

    def _notify_get_recipients(self, message, msg_vals=None, **kwargs):
        """Send alerts by e-mail to everybody who follows them, whatever they prefer.

        Odoo's inbox is filled over the bus, which may be the very thing that is broken.
        """
        recipients = super()._notify_get_recipients(
            message, msg_vals=msg_vals, **kwargs
        )
        knowing = self.env.context.get("proxy_health_knowing") or ()
        recipients = [one for one in recipients if one["id"] not in knowing]
        subtype = (msg_vals or {}).get("subtype_id") or message.subtype_id.id
        if subtype in {self.env.ref(xmlid).id for xmlid in SUBTYPES.values()}:
            return [{**recipient, "notif": "email"} for recipient in recipients]
        return recipients
