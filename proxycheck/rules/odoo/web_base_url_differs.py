"""``web.base.url`` is not the address that was checked."""

from urllib.parse import urlsplit

from ...address import DEFAULT_PORTS
from ...judge.actions import set_to
from ...judge.addresses import origin
from ...judge.ladders import Links
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="web.base.url",
    title=_lt("Links in mails and reports have another address than users open"),
    in_order=_lt("Odoo's own address does not contradict this one."),
    explanation=_lt(
        "Odoo makes links from the system parameter web.base.url, which is %(base_url)s. The"
        " address that answers is %(origin)s. Odoo rewrites the parameter when an"
        " administrator logs in, unless web.base.url.freeze is set."
    ),
    symptom=_lt(
        "Links in mails lead to an address without https or port. Printed reports have no"
        " styles."
    ),
    actions=[set_to("web.base.url = %(origin)s", "System Parameters")],
    concerns=[Links.PROVEN],
    one_of=["direct_odoo", "server_account"],
)
def check(echo, direct_odoo=NOTHING, server_account=NOTHING):
    """Return evidence only where users provably open another address of the same name.

    That is so when web.base.url itself redirects here, or when only the scheme
    differs. Another name or port may be a second address that is used as well.
    """
    told = direct_odoo or server_account
    url = told.text("web_base_url")
    base, asked = (
        server_account.address("asked") or echo.address("base"),
        echo.address("asked"),
    )
    if not (echo.proven or server_account) or not base or not url:
        return None
    own = parts_of(url)
    if own[1] != base[1] or own == base:
        return None
    if asked != own and not _other_scheme_only(own, base):
        return None
    values = {"base_url": url, "origin": origin(echo)}
    seen, own = _lt("answers at %(origin)s"), _lt("web.base.url = %(base_url)s")
    if direct_odoo:
        return evidence(echo=seen, direct_odoo=own, values=values)
    return evidence(echo=seen, server_account=own, values=values)


def parts_of(url):
    """``[scheme, host, port]`` of an address, Nones where it is none."""
    try:
        parts = urlsplit(url)
        return [
            parts.scheme,
            parts.hostname,
            parts.port or DEFAULT_PORTS.get(parts.scheme),
        ]
    except ValueError:
        return [None, None, None]


def _other_scheme_only(own, base):
    default = own[2] == DEFAULT_PORTS.get(own[0]) and base[2] == DEFAULT_PORTS.get(
        base[0]
    )
    return own[0] != base[0] and (own[2] == base[2] or default)
