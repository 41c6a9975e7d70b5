"""Users open another address than the one in Odoo's links."""

from ...address import clean_address
from ...errors import BadAddress
from ...judge.ladders import Links
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_gateway

THIS_ODOO = Message(_lt("this Odoo"))
NOT_MEASURED = Message(_lt("not measured"))


@rule(
    severity=[Severity.INFO, Severity.WARNING],
    layer=Layer.ODOO,
    directive="web.base.url",
    title=_lt("Odoo is used at another address than its links have"),
    in_order=_lt("Odoo is used at the address that its links have."),
    explanation=_lt(
        "This browser has Odoo open at %(origin)s. Links in mails, documents and payment"
        " callbacks are made from web.base.url, which is %(own)s. There Odoo's server got:"
        " %(seen)s. If %(origin)s is what users open, set web.base.url to it, and set"
        " web.base.url.freeze so that Odoo keeps it."
    ),
    symptom=_lt("Links in mails and portal invitations lead elsewhere than expected."),
    of_anybody=True,
    concerns=[Links.SEEN],
)
def check(browser_address, direct_odoo, server_echo=NOTHING):
    """Return evidence of another origin; warn only where the links' own address is plainly wrong."""
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
        and not by_gateway(server_echo)  # who has signed in sees Odoo there
        and (server_echo.answered or server_echo.text("outcome") == "no_name")
    )
    seen = THIS_ODOO if server_echo.proven else says(server_echo)
    seen = seen if looked and server_echo.text("outcome") else NOT_MEASURED
    return evidence(
        Severity.WARNING if astray else None,
        browser_address=_lt("opened at %(origin)s"),
        direct_odoo=_lt("web.base.url = %(own)s"),
        values={"origin": origin, "own": own, "seen": seen},
    )


def _origin(url):
    try:
        return clean_address(url) if url else ""
    except BadAddress:
        return ""
