"""One check for somebody without a login: behind a link, or as a downloaded bundle.

The link's page is empty until its script has read the key behind the ``#``; the key
then travels as bearer token like every other key.
"""

from odoo.exceptions import AccessError, MissingError
from odoo.http import Controller, request, route
from odoo.tools.misc import format_datetime

from . import door

TYPES = {"md": "text/markdown; charset=utf-8", "json": "application/json"}

# Nothing but our own two files; a script from a stored text would be refused as well.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Share(Controller):
    @route(**door.readers_route("/proxy_health/shared"))
    def shared(self, **query):
        """Answer the empty page, the same for every link."""
        return _page("proxy_health.shared_shell", {})

    @route(**door.readers_route("/proxy_health/shared/page", readonly=False))
    def shared_page(self, **query):
        """Answer the page of the one check that the key opens."""
        share = _used_share()
        if not share:
            return door.refusal()
        report = share.check_id.support_report(share.keep or ())
        values = {
            "report": report,
            "unknown": _by_reason(report["unknown"]),
            "titles": share.env["proxy.health.finding"]._in_order(),
            "until": format_datetime(share.env, share.expires_at),
        }
        return _page("proxy_health.shared_report", values)

    @route(**door.readers_route("/proxy_health/shared/report.json", readonly=False))
    def shared_report(self, **query):
        """Answer the report of the one check that the key opens."""
        share = _used_share()
        if not share:
            return door.refusal()
        bundle = request.env["proxy.health.support"]._bundle(
            share.check_id, "json", share.keep or ()
        )
        return door.answer(bundle, "application/json")

    @route(
        "/proxy_health/check/<int:check_id>/bundle.<any(md,json):kind>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def bundle(self, check_id, kind, keep="", **query):
        """Download a check as a manager shares it by hand."""
        check = request.env["proxy.health.check"].browse(check_id)
        try:
            check.check_access("read")
            if not check.exists().report:
                raise MissingError(request.env._("There is no such report."))
        except (AccessError, MissingError):
            return door.problem(404, "There is no such report", "Or it is not for you.")
        body = request.env["proxy.health.support"]._bundle(check, kind, keep.split(","))
        name = f'attachment; filename="proxy-health-{check_id}.{kind}"'
        return door.answer(body, TYPES[kind], Content_Disposition=name)


def _used_share():
    """Return the share that the key opens, counted, as its sharer sees it; or None."""
    key = door.token()
    share = key and request.env["proxy.health.share"].sudo()._opened_by(key)
    if not share:
        return None
    request.update_env(
        user=share.create_uid.id, context={"lang": share.create_uid.lang}
    )
    share = share.with_env(request.env(su=True))
    share._use()
    return share


def _by_reason(rows):
    """Return what could not be tested: the codes of each reason."""
    reasons = {}
    for row in rows:
        reasons.setdefault(row["because"], []).append(row["code"])
    return reasons


def _page(template, values):
    html = request.env["ir.qweb"].sudo()._render(template, values)
    return door.answer(
        f"<!DOCTYPE html>\n{html}",
        "text/html; charset=utf-8",
        Content_Security_Policy=POLICY,
    )
