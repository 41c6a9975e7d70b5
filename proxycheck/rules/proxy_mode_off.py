"""The proxy forwards everything, and Odoo does not look: ``proxy_mode`` is off."""

from ..reading import shown
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["echo", "direct.odoo"],
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="proxy_mode",
    title=_lt("Odoo ignores the proxy's headers, because proxy_mode is off"),
    explanation=_lt(
        "X-Forwarded-Host reached Odoo as %(arrived)s, but proxy_mode is not set in Odoo's"
        " configuration, so Odoo still takes the request for one to %(url_root)s from"
        " %(remote_addr)s. Set “proxy_mode = True” and restart Odoo, once only the proxy can"
        " reach its ports."
    ),
    symptom=_lt("Links and redirects carry http or an inner name; every login seems to come from the proxy."),
    fix="# in odoo.conf: proxy_mode = True",
    explains=["insecure_content"],
)
def check(echo, odoo):
    """Convict forwarded headers that Odoo is told not to read."""
    arrived = echo.received("x-forwarded-host")
    if not echo.proven or not arrived or odoo.get("proxy_mode") is not False:
        return None
    return evidence(
        echo=f"X-Forwarded-Host reached Odoo as {shown(arrived)}; Odoo sees {echo.text('url_root')}",
        direct_odoo="proxy_mode = False",
        values={"arrived": shown(arrived), "url_root": echo.text("url_root"),
                "remote_addr": echo.text("remote_addr")},
    )
