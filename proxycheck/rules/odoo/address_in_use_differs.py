"""People type another address than the one that Odoo writes into its links."""

from ...judge.ladders import Links
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...target import BadAddress, Target


@rule(
    severity=[Severity.INFO, Severity.WARNING],
    layer=Layer.ODOO,
    directive="web.base.url",
    title=_lt("Odoo is used at another address than its links name"),
    in_order=_lt("Odoo is used at the address that its links name."),
    explanation=_lt(
        "This browser has Odoo open at %(origin)s, while links in mails, documents and payment"
        " callbacks are made from web.base.url, %(own)s. Asked there, Odoo's server got: %(seen)s."
        " If %(origin)s is what people use, set web.base.url to it and freeze it with"
        " web.base.url.freeze."
    ),
    symptom=_lt("Links in mails and portal invitations lead elsewhere than expected."),
    fix="",
    of_anybody=True,
    concerns=[Links.SEEN],
)
def check(browser_address, direct_odoo, server_echo=NOTHING):
    """Tell of another origin; warn only where the links' own address is plainly wrong."""
    origin, own = (
        _origin(browser_address.text("origin")),
        _origin(direct_odoo.text("web_base_url")),
    )
    if not browser_address.proven or not origin or not own or origin == own:
        return None
    looked = _origin(browser_address.text("base_url")) == own
    astray = (
        looked
        and not server_echo.proven
        and (server_echo.answered or server_echo.text("outcome") == "no_name")
    )
    seen = server_echo.text("outcome") or "nothing, for nobody looked"
    if looked and server_echo.proven:
        seen = "this Odoo"
    return evidence(
        Severity.WARNING if astray else None,
        browser_address=f"opened at {origin}",
        direct_odoo=f"web.base.url = {own}",
        values={"origin": origin, "own": own, "seen": seen if looked else "not looked"},
    )


def _origin(url):
    try:
        return Target(url).base_url if url else ""
    except BadAddress:
        return ""
