"""People type another address than the one that Odoo writes into its links."""

from ..rule import Layer, Severity, _lt, evidence, rule
from ..target import BadAddress, Target


@rule(
    needs=["browser.address", "direct.odoo", "?server.echo"],
    severity=Severity.INFO,
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
    stranger=True,
)
def check(address, odoo, echo):
    """Tell of another origin; warn only where the links' own address is plainly wrong."""
    origin, own = _origin(address.text("origin")), _origin(odoo.text("web_base_url"))
    if not address.proven or not origin or not own or origin == own:
        return None
    looked = _origin(address.text("base_url")) == own
    astray = (
        looked
        and not echo.proven
        and (echo.answered or echo.text("outcome") == "no_name")
    )
    seen = echo.text("outcome") or "nothing, for nobody looked"
    if looked and echo.proven:
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
