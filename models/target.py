from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..proxycheck.errors import BadAddress
from ..proxycheck.target import Target, clean_address
from ..proxycheck.words import CheckVerdict, Depth
from ..tools import check_queue
from ..tools.words import DONE, selection

OWN = "proxy_health.proxy_health_target_own"


class ProxyHealthTarget(models.Model):
    """One public address of this Odoo, as a person types it into a browser."""

    _name = "proxy.health.target"
    _description = "Proxy Health Target"
    _order = "active desc, id"

    name = fields.Char()
    active = fields.Boolean(
        default=True,
        help="An archived address is checked only when somebody asks for it.",
    )
    address = fields.Char(
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
        help="host:port where the server reaches the proxy, when it cannot reach the "
        "public name. The public name stays in the Host header and in TLS.",
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
    check_ids = fields.One2many("proxy.health.check", "target_id")
    mute_ids = fields.One2many("proxy.health.mute", "target_id", string="Muted Rules")
    last_check_id = fields.Many2one("proxy.health.check", compute="_compute_last_check")
    last_verdict = fields.Selection(
        selection(CheckVerdict), compute="_compute_last_check"
    )
    last_checked_at = fields.Datetime(
        compute="_compute_last_check", string="Last Checked"
    )
    last_timeouts = fields.Char(compute="_compute_last_timeouts", string="Timeouts")

    @api.depends("address")
    def _compute_base_url(self):
        own = self._web_base_url()
        for target in self:
            target.base_url = target.address or own

    def _inverse_base_url(self):
        own = self._web_base_url()
        for target in self:
            if target.address or target.base_url != own:
                target.address = target.base_url

    @api.model
    def _search_base_url(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented  # Odoo then asks for the opposite
        written = Domain("address", operator, value)
        own = self.new({"address": self._web_base_url()})
        follows = Domain("address", "=", False)
        return written | follows if own.filtered_domain(written) else written

    @api.model
    def _web_base_url(self):
        """Return this Odoo's address, spelled as all others; as it is if it is none."""
        written = self.env["ir.config_parameter"].sudo().get_param("web.base.url") or ""
        try:
            return clean_address(written)
        except BadAddress:
            return written

    @api.depends("check_ids.state", "check_ids.verdict")
    def _compute_last_check(self):
        checks = self.env["proxy.health.check"]
        newest = checks._read_group(
            [("target_id", "in", self.ids), ("state", "=", DONE)],
            ["target_id"],
            ["id:max"],
        )
        ids = {target.id: check_id for target, check_id in newest}
        for target in self:
            last = checks.browse(ids.get(target._origin.id))
            target.last_check_id = last
            target.last_verdict = last.verdict
            target.last_checked_at = last.started_at

    @api.depends("check_ids.state", "check_ids.fingerprint")
    @api.depends_context("lang")
    def _compute_last_timeouts(self):
        for target in self:
            target.last_timeouts = target.last_check_id.timeouts

    @api.depends("name", "base_url")
    def _compute_display_name(self):
        for target in self:
            target.display_name = target.name or target.base_url

    @api.constrains("address", "connect_to", "ca_file")
    def _check_address(self):
        for target in self:
            target._as_probed()

    # What `_refuse_taken` cannot see: two requests at once. None is web.base.url.
    _one_an_address = models.UniqueIndex(
        "(COALESCE(address, ''))", "There is already a target for this address."
    )

    @api.model_create_multi
    def create(self, vals_list):
        rows = [self._with_address(self._normalized(vals)) for vals in vals_list]
        for row in rows:
            self._refuse_taken(row["address"])
        return super().create(rows)

    def write(self, vals):
        row = self._normalized(vals)
        if "address" in row:
            self._refuse_taken(row["address"])
        return super().write(row)

    @api.model
    def _with_address(self, vals):
        """Return the values of a new target with what `_inverse_base_url` would write."""
        row = {"address": False, **vals}
        base_url = row.pop("base_url", False)
        if base_url and base_url != self._web_base_url():
            row["address"] = base_url
        return row

    def _refuse_taken(self, address):
        """Refuse an address (none: this Odoo's own) that another target has."""
        base_url = address or self._web_base_url()
        same = Domain("base_url", "=", base_url) & Domain("id", "not in", self.ids)
        if len(self) > 1 or self.with_context(active_test=False).search_count(same):
            raise ValidationError(
                self.env._("There is already a target for %s.", base_url)
            )

    @api.model
    def _normalized(self, vals):
        """Return the values with each address spelled as the engine spells it."""
        addresses = {
            name: self._valid(vals[name]).base_url
            for name in ("address", "base_url")
            if vals.get(name)
        }
        return {**vals, **addresses}

    @api.model
    def _valid(self, base_url, **options):
        """Return the engine's target, or refuse the address with its sentence."""
        try:
            return Target(base_url, **options)
        except BadAddress as refusal:
            raise ValidationError(str(refusal)) from None

    def _as_probed(self):
        """Return this target as the engine takes it."""
        self.ensure_one()
        given = self.sudo()  # administrators set it, managers check by it
        return self._valid(
            self.base_url,
            connect_to=given.connect_to or "",
            ca_file=given.ca_file or "",
            verify=self.verify,
        )

    def _host(self):
        """Return the public name, which a dbfilter may depend on."""
        self.ensure_one()
        return urlsplit(self.base_url).hostname or ""

    @api.model
    def _own(self):
        """Return the target that stands for this Odoo, made anew if it was deleted."""
        own = self.env.ref(OWN, raise_if_not_found=False)
        everyone = self.with_context(active_test=False)
        known = own or self.search([], limit=1) or everyone._at(self._web_base_url())
        return known or self.create({})

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
        base_url = self._valid(base_url).base_url
        known = self.with_context(active_test=False)._at(base_url)
        return known or self.create({"address": base_url, "active": False})

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
