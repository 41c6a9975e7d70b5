"""The proxy forwards everything, and Odoo does not look: ``proxy_mode`` is off."""

from ...judge.ladders import Scheme
from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule

HEADERS = ("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For")


@rule(
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="proxy_mode",
    title=_lt("Odoo ignores the proxy's headers, because proxy_mode is off"),
    in_order=_lt("Odoo reads the forwarded headers that reach it."),
    explanation=_lt(
        "%(header)s reached Odoo as %(arrived)s, but proxy_mode is not set in Odoo's"
        " configuration, so Odoo still takes the request for one to %(url_root)s from"
        " %(remote_addr)s. Set “proxy_mode = True” and restart Odoo, once only the proxy can"
        " reach its ports."
    ),
    symptom=_lt(
        "Links and redirects carry http or an inner name; every login seems to come from the proxy."
    ),
    fix="# in odoo.conf: proxy_mode = True",
    concerns=[Scheme.FORWARDED],
)
def check(echo, direct_odoo):
    """Convict forwarded headers that Odoo is told not to read."""
    header = next((name for name in HEADERS if echo.received(name.lower())), "")
    if not header or not echo.proven or direct_odoo.get("proxy_mode") is not False:
        return None
    arrived = echo.received(header.lower())
    return evidence(
        echo=f"{header} reached Odoo as {shown(arrived)}; Odoo sees {echo.text('url_root')}",
        direct_odoo="proxy_mode = False",
        values={
            "header": header,
            "arrived": shown(arrived),
            "url_root": echo.text("url_root"),
            "remote_addr": echo.text("remote_addr"),
        },
    )
