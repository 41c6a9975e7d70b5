"""``web.base.url`` is not the address that was checked."""

from urllib.parse import urlsplit

from ...judge.addresses import origin
from ...judge.ladders import Links
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...target import DEFAULT_PORTS


@rule(
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="web.base.url",
    title=_lt("Links in mails and reports use another address than people do"),
    in_order=_lt("Odoo's own address does not contradict this one."),
    explanation=_lt(
        "Odoo builds links from the system parameter web.base.url, which is %(base_url)s, while"
        " the address that answers is %(origin)s. Odoo rewrites the parameter when an"
        " administrator logs in, unless web.base.url.freeze is set."
    ),
    symptom=_lt(
        "Links in mails lead to an address without https or port, and printed reports lose their style."
    ),
    fix="# Settings > Technical > System Parameters: web.base.url = %(origin)s",
    concerns=[Links.PROVEN],
)
def check(echo, direct_odoo):
    """Convict only where people provably use another address of the same name.

    That is so when web.base.url itself redirects here, or when only the scheme
    differs. Another name or port may be a second address, used beside it.
    """
    base, asked, url = (
        echo.address("base"),
        echo.address("asked"),
        direct_odoo.text("web_base_url"),
    )
    if not echo.proven or not base or not url:
        return None
    own = parts_of(url)
    if own[1] != base[1] or own == base:
        return None
    if asked != own and not _other_scheme_only(own, base):
        return None
    return evidence(
        echo=f"answers at {origin(echo)}",
        direct_odoo=f"web.base.url = {url}",
        values={"base_url": url, "origin": origin(echo)},
    )


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
