import base64
from datetime import timedelta
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tools import SQL, config

from ..proxycheck.address import clean_address
from ..proxycheck.errors import BadAddress
from ..proxycheck.proxies import products
from ..proxycheck.words import CheckVerdict, Depth, Severity
from ..tools import (
    addresses,
    alert_text,
    chart,
    check_queue,
    depths,
    locks,
    right_file,
    samples,
    webhook,
)
from ..tools.alert_text import OPENED, RECOVERED, WORSENED
from ..tools.apart import apart
from ..tools.words import DONE, QUEUED, TAKEN, selection

OWN = "proxy_health.proxy_health_target_own"

# What makes an address another one to check: then it is checked at once.
IDENTITY = ("active", "base_url", "connect_to")

# What checks and the schedule write down. By hand nobody hides that a proxy has changed, or
# puts a check off.
NOTED = frozenset({"next_check_at", "fingerprint", "changed_at"})

SUBTYPES = {
    OPENED: "proxy_health.mail_message_subtype_alert",
    WORSENED: "proxy_health.mail_message_subtype_alert",
    RECOVERED: "proxy_health.mail_message_subtype_recovery",
}
ACTIVITY = "proxy_health.mail_activity_type_alert"


_NEWEST_DONE = """
    SELECT target.id,
           (SELECT id FROM proxy_health_check
             WHERE target_id = target.id AND state = %s ORDER BY id DESC LIMIT 1)
      FROM proxy_health_target AS target WHERE target.id = ANY(%s)
"""


# Long, for a model is one class body: what an address is, when
# it is checked, and who hears what of it. What is no record is in tools/.
class ProxyHealthTarget(models.Model):
    """One public address of this Odoo, as a person types it into a browser.

    Its followers, its webhook and its history get its alerts.
    """

    _name = "proxy.health.target"
    _description = "Proxy Health Target"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "active desc, id"

    @api.model
    def _default_responsible(self):
        user = self.env.user
        if user._is_superuser():
            # Installation: nobody sits there to ask.
            user = self.env.ref("base.user_admin", raise_if_not_found=False) or user
        return [Command.set(user.filtered("active").ids)]

    # Where it is

    name = fields.Char()
    active = fields.Boolean(
        default=True,
        tracking=True,
        help="An archived address is checked only when somebody asks for it.",
    )
    address = fields.Char(
        tracking=True,
        help="Left empty, the address follows the system parameter web.base.url.",
    )
    base_url = fields.Char(
        string="Public Address",
        compute="_compute_base_url",
        inverse="_inverse_base_url",
        search="_search_base_url",
    )
    connect_to = fields.Char(
        groups="base.group_system",
        tracking=True,
        help="host:port where the server reaches the proxy, when it cannot reach the "
        "public name. The public name stays in the Host header and in TLS.",
    )
    proxy = fields.Selection(
        selection="_known_proxies",
        string="Reverse Proxy",
        tracking=True,
        help="Left empty, it is recognised by its answers. What is chosen here wins, and "
        "findings use its words.",
    )
    nginx_choices = fields.Json(
        copy=False,
        help="What the right nginx file on the check page is written for, as chosen there.",
    )
    ca_file = fields.Char(
        string="CA Bundle",
        groups="base.group_system",
        help="Path, on the server, of the certificates to trust for this address.",
    )
    verify = fields.Boolean(
        string="Verify Certificate",
        default=True,
        help="Without it, a certificate that nobody trusts is no finding.",
    )

    # When it is checked, and how deeply

    every_minutes = fields.Integer(
        string="Check Every (Minutes)",
        default=60,
        tracking=True,
        help="0: only when somebody asks. A check starts up to five minutes late.",
    )
    next_check_at = fields.Datetime(
        string="Next Check", compute="_compute_next_check_at", store=True, index=True
    )
    full_check = fields.Selection(
        [
            (depths.NIGHTLY, "Every night"),
            (depths.NEEDED, "Only when needed"),
            (depths.ALWAYS, "Each time"),
        ],
        required=True,
        default=depths.NIGHTLY,
        tracking=True,
        help="A full check measures timeouts to the second and takes two minutes. It is "
        "needed after the first quick check of an address, when the proxy has changed, "
        "and while a timeout is known to be too short.",
    )
    next_depth = fields.Selection(
        selection(Depth), string="Next Check Is", compute="_compute_next_depth"
    )

    # What is known of it

    check_ids = fields.One2many("proxy.health.check", "target_id")
    last_check_id = fields.Many2one("proxy.health.check", compute="_compute_last_check")
    last_verdict = fields.Selection(
        selection(CheckVerdict), compute="_compute_last_check"
    )
    last_checked_at = fields.Datetime(
        compute="_compute_last_check", string="Last Checked"
    )
    no_mail_server = fields.Boolean(compute="_compute_no_mail_server")
    last_timeouts = fields.Char(compute="_compute_last_timeouts", string="Timeouts")
    measured_at = fields.Datetime(
        string="Timeouts Measured",
        compute="_compute_measured_at",
        help="When the last full check of this address began.",
    )
    # From all checks: one that sees little forgets nothing.
    fingerprint = fields.Json(readonly=True, copy=False)
    changed_at = fields.Datetime(
        string="Proxy Changed", readonly=True, copy=False, help="As far as was noticed."
    )
    chart = fields.Binary(
        compute="_compute_chart",
        help="The last checks: height is the bus's round trip, colour the verdict.",
    )

    # Who hears what of it

    mute_ids = fields.One2many("proxy.health.mute", "target_id", string="Muted Rules")
    user_ids = fields.Many2many(
        "res.users",
        string="Responsible",
        default=lambda self: self._default_responsible(),
        help="They follow this address, so they get its alerts. Each gets an activity.",
    )
    # How many checks in a row a rule may fail before anybody is told: one leaves room
    # for a reload of the proxy, a restart of Odoo or a lost packet.
    max_blips = fields.Integer(
        string="Failed Checks Before Alerting",
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
    webhook_url = fields.Char(
        string="Webhook",
        groups="base.group_system",
        help="Gets a signed POST with the report when something breaks, gets worse or "
        "is well again. Redirects are not followed.",
    )
    webhook_secret = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="With it the receiver checks the signature (Standard Webhooks).",
    )

    # What `_refuse_taken` cannot see: two requests at once. None is web.base.url.
    _one_an_address = models.UniqueIndex(
        "(COALESCE(address, ''))", "There is already a target for this address."
    )
    # More often than the scheduled action runs is a promise that nobody keeps.
    _every_minutes_possible = models.Constraint(
        "CHECK (every_minutes = 0 OR every_minutes >= 5)",
        "Check every 5 minutes or less often; 0 means only when somebody asks.",
    )
    _max_blips_possible = models.Constraint(
        "CHECK (max_blips >= 0)",
        "The number of failed checks before alerting must be 0 or more.",
    )

    @api.depends("name", "base_url")
    def _compute_display_name(self):
        for target in self:
            target.display_name = target.name or target.base_url

    @api.depends("address")
    def _compute_base_url(self):
        own = addresses.of_this_odoo(self.env)
        for target in self:
            target.base_url = target.address or own

    def _inverse_base_url(self):
        own = addresses.of_this_odoo(self.env)
        for target in self:
            if target.address or target.base_url != own:
                target.address = target.base_url

    @api.model
    def _search_base_url(self, operator, value):
        if operator.startswith("not"):
            return NotImplemented  # Odoo then asks for the opposite
        written = [("address", operator, value)]
        own = self.new({"address": addresses.of_this_odoo(self.env)})
        follows = [("address", "=", False)]
        return ["|", *written, *follows] if own.filtered_domain(written) else written

    @api.depends("active", "every_minutes")
    def _compute_next_check_at(self):
        for target in self:
            target.next_check_at = target._after(fields.Datetime.now())

    @api.depends("next_check_at", "full_check", "changed_at", "check_ids.state")
    def _compute_next_depth(self):
        for target in self:
            due = target.next_check_at
            target.next_depth = due and depths.due(target, due).value

    @api.depends("check_ids.state", "check_ids.verdict")
    def _compute_last_check(self):
        checks = self.env["proxy.health.check"]
        checks.flush_model(["target_id", "state"])
        # By the index, a row an address: to group would read every check there is.
        ids = dict(self.env.execute_query(SQL(_NEWEST_DONE, DONE, self._origin.ids)))
        # As one recordset: what is read of one of them is read of all at once.
        newest = {
            check.id: check for check in checks.browse(filter(None, ids.values()))
        }
        for target in self:
            last = newest.get(ids.get(target._origin.id), checks)
            target.last_check_id = last
            target.last_verdict = last.verdict
            target.last_checked_at = last.started_at

    @api.depends("user_ids")
    def _compute_no_mail_server(self):
        # sudo: whoever may see the address may know that no mail leaves Odoo.
        servers = self.env["ir.mail_server"].sudo().search_count([], limit=1)
        # Odoo's default of --smtp is a server on its own machine, which few have.
        self.no_mail_server = not servers and config["smtp_server"] == "localhost"

    @api.depends("check_ids.state", "check_ids.fingerprint")
    @api.depends_context("lang")
    def _compute_last_timeouts(self):
        for target in self:
            target.last_timeouts = target.last_check_id.timeouts

    @api.depends("base_url", "check_ids.state", "check_ids.depth")
    def _compute_measured_at(self):
        for target in self:
            full = [("depth", "=", Depth.FULL.value), ("state", "=", DONE)]
            target.measured_at = target._last_check(full).started_at

    @api.depends("check_ids.state", "check_ids.verdict", "check_ids.latency_ms")
    def _compute_chart(self):
        checks = self.env["proxy.health.check"]
        for target in self:
            # A form that is being filled in has no id yet that a search could take.
            domain = [("target_id", "=", target._origin.id), ("state", "=", DONE)]
            last = checks.search(domain, limit=chart.BARS)
            picture = last and base64.b64encode(chart.svg(last).encode())
            target.chart = picture or False

    @api.constrains("address", "connect_to", "ca_file")
    def _check_address(self):
        for target in self:
            target._as_probed()

    @api.constrains("nginx_choices")
    def _check_nginx_choices(self):
        for target in self.filtered("nginx_choices"):
            right_file.valid(target.nginx_choices, {})

    @api.constrains("webhook_url")
    def _check_webhook_url(self):
        for target in self.sudo().filtered("webhook_url"):
            if not webhook.is_receiver(target.webhook_url):
                raise ValidationError(
                    self.env._(
                        "A webhook is an address like https://chat.example.com/hook, "
                        "without user name, password and “#”."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = []
        for vals in vals_list:
            self._refuse_noted(vals)
            addresses.refuse_foreign(self.env, vals)
            row = self._with_address(addresses.normalized(vals))
            self._refuse_taken(row["address"])
            rows.append(row)
        targets = super().create(rows)
        targets._give_webhook_secret()
        targets._let_responsible_follow()
        targets._check_at_once()
        return targets

    @api.model
    def default_get(self, fields):
        """Return no default of what only administrators or checks write.

        Everybody may set defaults of their own (ir.default), of each field and unchecked.
        """
        refused = {
            name
            for name, field in self._fields.items()
            if not self._has_field_access(field, "write")
            or (name in NOTED and not self.env.su)
        }
        return super().default_get([name for name in fields if name not in refused])

    def write(self, vals):
        self._refuse_noted(vals)
        addresses.refuse_foreign(self.env, vals)
        row = addresses.normalized(vals)
        if "address" in row:
            self._refuse_taken(row["address"])
        before = {target: target._identity() for target in self}
        result = super().write(row)
        if row.get("webhook_url"):
            self._give_webhook_secret()
        if "user_ids" in row:
            self._let_responsible_follow()
        changed = self.filtered(lambda target: target._identity() != before[target])
        changed._check_at_once()
        return result

    @api.model
    def _refuse_noted(self, vals):
        """Refuse by hand what only checks and the schedule write down."""
        noted = sorted(NOTED & vals.keys())
        if noted and not self.env.su:
            raise AccessError(
                self.env._("Only checks write this down: %s.", ", ".join(noted))
            )

    def action_run_check(self):
        """Queue a quick check of this address and show it on the check page."""
        self.ensure_one()
        shown = type(self.env["proxy.health.check"])._open_page
        return check_queue.ask(self, Depth.QUICK.value, shown)

    def action_open_checks(self):
        """Open the checks of this address, newest first."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "proxy_health.proxy_health_check_action"
        )
        return {**action, "domain": [("target_id", "=", self.id)]}

    def action_open_history(self):
        """Open round trips and verdicts of this address over time."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "proxy_health.proxy_health_check_action_history"
        )
        return {**action, "domain": [("target_id", "=", self.id), ("state", "=", DONE)]}

    def action_mail_test(self):
        """Send a test alert to whoever would get alerts of this address by mail."""
        self.ensure_one()
        self.check_access("write")
        people = self.user_ids.partner_id
        if not people:
            raise UserError(self.env._("Nobody is responsible for this address."))
        self.message_notify(
            partner_ids=people.ids,
            subject=self.env._("Test alert of %s", self.base_url),
            body=self.env._("This is a test: alerts of this address arrive by mail."),
            email_layout_xmlid="proxy_health.mail_layout",
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "A test alert was sent to %s.", ", ".join(people.mapped("name"))
                ),
            },
        }

    def action_webhook_test(self):
        """Post the newest report as a test, and say what the receiver answered."""
        self.ensure_one()
        self.check_access("write")
        if not self.webhook_url:
            raise UserError(self.env._("There is no webhook."))
        if not self.last_check_id:
            raise UserError(
                self.env._("Check this address first: a test sends a report.")
            )
        delivery = self._post_webhook("test", self.last_check_id)
        delivery._send()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Webhook"),
                "message": delivery.answer,
                "type": "success" if delivery.state == TAKEN else "danger",
            },
        }

    # Where it is

    @api.model
    def _with_address(self, vals):
        """Return the values of a new target with what `_inverse_base_url` would write."""
        row = {"address": False, **vals}
        base_url = row.pop("base_url", False)
        if base_url and base_url != addresses.of_this_odoo(self.env):
            row["address"] = base_url
        return row

    def _refuse_taken(self, address):
        """Refuse an address (none: this Odoo's own) that another target has."""
        base_url = address or addresses.of_this_odoo(self.env)
        same = [("base_url", "=", base_url), ("id", "not in", self.ids)]
        if len(self) > 1 or self.with_context(active_test=False).search_count(same):
            raise ValidationError(
                self.env._("There is already a target for %s.", base_url)
            )

    @api.model
    def _known_proxies(self):
        """Return the proxies that one can say stand at an address; names are nobody's language."""
        known = [
            (one.kind, one.name) for one in products().values() if not one.signs_in
        ]
        return sorted(known, key=lambda pair: pair[1].lower())

    def _as_probed(self):
        """Return this target as the engine takes it."""
        self.ensure_one()
        given = self.sudo()  # administrators set it, managers check by it
        return addresses.valid(
            self.base_url,
            connect_to=given.connect_to or "",
            ca_file=given.ca_file or "",
            verify=self.verify,
            proxy=self.proxy or "",
        )

    def _host(self):
        """Return the public name, which a dbfilter may depend on."""
        self.ensure_one()
        return urlsplit(self.base_url).hostname or ""

    @api.model
    def _own(self):
        """Return the target that stands for this Odoo, made anew if it was deleted."""
        own = self.env.ref(OWN, raise_if_not_found=False)
        if own:
            return own
        everyone = self.with_context(active_test=False)
        here = addresses.of_this_odoo(self.env)
        return self.search([], limit=1) or everyone._at(here) or self.create({})

    @api.model
    def _at(self, address):
        """Return the target of an address, however it is spelled, or none."""
        try:
            base_url = clean_address(address)
        except BadAddress:
            return self.browse()
        return self.search([("base_url", "=", base_url)], limit=1)

    @api.model
    def _for_address(self, base_url=None):
        """Return an address's target; a new one is archived: nothing schedules it."""
        if not base_url:
            return self._own()
        base_url = addresses.valid(base_url).base_url
        known = self.with_context(active_test=False)._at(base_url)
        return known or self.create({"address": base_url, "active": False})

    def _identity(self):
        # sudo: only administrators read a detour, and a manager's edit compares it.
        return [self.sudo()[name] for name in IDENTITY]

    def _lock(self, function):
        """Call one of PostgreSQL's advisory lock functions for this address."""
        self.ensure_one()
        return locks.call(self.env.cr, function, f"{self._name} {self.id}")

    # When it is checked

    def _check_at_once(self):
        """Let these addresses be due now, and wake the scheduled action up."""
        now = fields.Datetime.now()
        self.sudo().changed_at = now
        watched = self.filtered(lambda target: target.active and target.every_minutes)
        watched.sudo().next_check_at = now
        # While the addon is being installed there is no action yet; it then runs anyway.
        cron = self.env.ref("proxy_health.ir_cron_run", raise_if_not_found=False)
        if watched and cron:
            cron.sudo()._trigger()

    def _after(self, moment):
        """Return when a check is due after one at this moment; False for never."""
        self.ensure_one()
        if not self.active or not self.every_minutes:
            return False
        return moment + timedelta(minutes=self.every_minutes)

    @api.model
    def _queue_due(self):
        """Queue a check for each address that is due, the longest overdue first."""
        now = fields.Datetime.now()
        due = self.search([("next_check_at", "<=", now)], order="next_check_at, id")
        checks = self.env["proxy.health.check"]
        waiting = checks.search([("state", "=", QUEUED), ("target_id", "in", due.ids)])
        for target in due - waiting.target_id:
            check_queue.put(target, depths.due(target, now).value, scheduled=True)
        for target in due:
            # From now on, not from when it was due: a server that was off for a night
            # has nothing to catch up with.
            target.sudo().next_check_at = target._after(now)

    def _last_check(self, domain):
        """Return the last check of the address that this target has now."""
        ours = [("target_id", "=", self._origin.id), ("base_url", "=", self.base_url)]
        return self.env["proxy.health.check"].search([*ours, *domain], limit=1)

    # What somebody chose to live with

    def _mutes(self, code):
        return self.mute_ids.filtered(lambda mute: mute.code == code)

    def _muted(self):
        """Return the codes of the rules that somebody chose to live with, today."""
        return self.mute_ids._on(fields.Date.today()).mapped("code")

    def _mute(self, code, reason, until=False):
        """Mute a rule up to that day; a second reason replaces the first."""
        values = {"reason": reason, "until": until}
        known = self._mutes(code)
        if known:
            known.write(values)
        else:
            known.create({"target_id": self.id, "code": code, **values})

    def _follow_mutes(self):
        """Decide the newest verdict of each address anew, where other rules are muted."""
        for target in self:
            check = target.last_check_id
            if check and check._is_muted_otherwise():
                check._decide_again()

    # Who hears what of a check

    def _hear(self, check):
        """Move the alerts by what a check said, and tell everybody what changed."""
        self.ensure_one()
        news = self.env["proxy.health.alert"].sudo()._learn(check)
        happened = [what for what in (OPENED, WORSENED, RECOVERED) if news[what]]
        # People first: by mail, and by an activity while something is wrong.
        for what in happened:
            self._tell(what, news[what], check)
        self._keep_activities()
        # What leaves the house is made when people have been told.
        for what in happened:
            with apart(self, self.env._("The webhook got no message about this.")):
                self._post_webhook(what, check, news[what].mapped("code"))
        # Drift: what the proxy does differently from before is a line in the history.
        with apart(self, self.env._("What the proxy does differently was not noted.")):
            self._note_drift(check)

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
            subject=alert_text.subject(alerts, what),
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

    def _let_responsible_follow(self):
        for target in self:
            target.message_subscribe(target.user_ids.partner_id.ids)

    def _give_webhook_secret(self):
        for target in self.sudo().filtered("webhook_url"):
            if not target.webhook_secret:
                target.webhook_secret = webhook.new_secret()

    def _post_webhook(self, event, check, codes=()):
        """Queue a POST about these rules, if this address has a receiver.

        ``event`` is opened, worsened, recovered or test.
        """
        self.ensure_one()
        # sudo: nobody writes messages by hand; their sending is noted the same way.
        deliveries = self.env["proxy.health.webhook"].sudo()
        if not self.sudo().webhook_url:
            return deliveries
        payload = {
            "type": f"proxy_health.{event}",
            "timestamp": fields.Datetime.now().isoformat() + "Z",
            "data": {
                "target": self.base_url,
                "codes": list(codes),
                "report": check.support_report(),
            },
        }
        delivery = deliveries.create(
            {"target_id": self.id, "event": event, "payload": payload}
        )
        self.env.ref("proxy_health.ir_cron_webhook").sudo()._trigger()
        return delivery

    def _note_drift(self, check):
        known, new = self.fingerprint or {}, check.fingerprint or {}
        if new == known:
            return
        self.sudo().fingerprint = {**known, **new}
        changed = [what for what in new if what in known and known[what] != new[what]]
        if changed:
            self.sudo().changed_at = check.started_at
            check.sudo().changes = {what: [known[what], new[what]] for what in changed}
            lines = alert_text.changes(self.env, check.started_at, known, new, changed)
            self.message_post_with_source(
                "proxy_health.drift_message", render_values={"lines": lines}
            )

    @api.model
    def _newest_reports(self, address=None):
        """Return the newest report of each watched address, or of the given one.

        A key that only reads may lie on a monitor's disk: it is told what support is
        told, and which address each report is of.
        """
        targets = self.search([("active", "=", True)])
        if address:
            targets = targets.filtered(lambda target: target.base_url == address)
        return [
            {**check.support_report(), "target": {"base_url": check.base_url}}
            for check in targets.last_check_id
            if check.report
        ]

    @api.model
    def _samples(self):
        """Return the engine's `Sample` of each watched address, one an address."""
        return samples.of_all(self.env, addresses.of_this_odoo(self.env))
