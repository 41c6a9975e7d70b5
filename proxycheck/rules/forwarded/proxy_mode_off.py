"""The proxy forwards all headers, and Odoo ignores them: ``proxy_mode`` is off."""

from ...judge.actions import set_to
from ...judge.ladders import Scheme
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown

HEADERS = ("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For")


@rule(
    severity=Severity.WARNING,
    layer=Layer.ODOO,
    directive="proxy_mode",
    title=_lt("Odoo ignores the forwarded headers, because proxy_mode is off"),
    in_order=_lt("Odoo reads the forwarded headers that reach it."),
    explanation=_lt(
        "Odoo received %(header)s as %(arrived)s. proxy_mode is not set in Odoo's"
        " configuration, so Odoo still takes the request for one to %(url_root)s from"
        " %(remote_addr)s. Set “proxy_mode = True” and restart Odoo. First make sure that only"
        " the reverse proxy can reach Odoo's ports."
    ),
    symptom=_lt(
        "Links and redirects have http or an internal name. Every login seems to come from"
        " the reverse proxy."
    ),
    actions=[set_to("proxy_mode = True")],
    concerns=[Scheme.FORWARDED],
)
def check(echo, direct_odoo):
    """Return evidence of forwarded headers that Odoo is configured not to read."""
    header = next((name for name in HEADERS if echo.received(name.lower())), "")
    if not header or not echo.proven or direct_odoo.get("proxy_mode") is not False:
        return None
    arrived = echo.received(header.lower())
    return evidence(
        echo=_lt("Odoo received %(header)s as %(arrived)s; it sees %(url_root)s"),
        direct_odoo=_lt("proxy_mode = False"),
        values={
            "header": header,
            "arrived": shown(arrived),
            "url_root": echo.text("url_root"),
            "remote_addr": echo.text("remote_addr"),
        },
    )
