"""``web.base.url`` is not the address that was checked."""

from urllib.parse import urlsplit

from ..rule import Layer, Severity, _lt, evidence, rule
from ..target import DEFAULT_PORTS
from .forwarded_host_missing import origin


@rule(
    needs=["echo", "direct.odoo"],
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="web.base.url",
    title=_lt("Links in mails and reports use another address than people do"),
    explanation=_lt(
        "Odoo builds links from the system parameter web.base.url, which is %(base_url)s, while"
        " the address that answers is %(origin)s. Odoo rewrites the parameter when an"
        " administrator logs in, unless web.base.url.freeze is set."
    ),
    symptom=_lt("Links in mails lead to an address without https or port, and printed reports lose their style."),
    fix="# Settings > Technical > System Parameters: web.base.url = %(origin)s",
)
def check(echo, odoo):
    """Convict the same name with another scheme or port; another name is another target."""
    base, url = echo.get("base"), odoo.text("web_base_url")
    if not echo.proven or not isinstance(base, list) or len(base) != 3 or not url:
        return None
    try:
        parts = urlsplit(url)
        own = (parts.scheme, parts.hostname, parts.port or DEFAULT_PORTS.get(parts.scheme))
    except ValueError:
        return None
    if own[1] != base[1] or own == tuple(base):
        return None
    return evidence(
        echo=f"answers at {origin(echo)}", odoo=f"web.base.url = {url}",
        values={"base_url": url, "origin": origin(echo)},
    )
