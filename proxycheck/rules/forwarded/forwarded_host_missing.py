"""``X-Forwarded-Host`` does not arrive, so Odoo's ``proxy_mode`` ignores every forwarded header."""

from ...judge.actions import add
from ...judge.addresses import origin
from ...judge.ladders import Scheme
from ...judge.outside import NOT_COMPARED
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule


def _seen_from_outside(own_address):
    """Return evidence when a name that the client sent in this header is Odoo's own then."""
    if not own_address.flag("host_forged"):
        return None if own_address.flag("compared") else Message(NOT_COMPARED)
    return evidence(
        own_address=_lt(
            "Odoo takes itself to be at %(url_root)s, and at %(forged)s when the client sends"
            " that in X-Forwarded-Host"
        ),
        values={
            "url_root": own_address.text("own"),
            "forged": own_address.text("own_forged"),
            "remote_addr": Message(OF_PROXY),
            "origin": own_address.text("asked"),
        },
    )


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Host",
    location="/",
    title=_lt(
        "Odoo ignores every forwarded header, because X-Forwarded-Host is missing"
    ),
    in_order=_lt("Odoo receives X-Forwarded-Host."),
    explanation=_lt(
        "Odoo did not receive X-Forwarded-Host. Without it Odoo ignores X-Forwarded-Proto and"
        " X-Forwarded-For too (odoo/http.py). So Odoo takes this request for one to"
        " %(url_root)s from %(remote_addr)s, although it was made to %(origin)s. A client can"
        " also send the header itself and so choose the name in Odoo's links."
    ),
    symptom=_lt(
        "Links and redirects have the wrong name or http. Every login seems to come from the"
        " address of the reverse proxy."
    ),
    actions=[add("proxy_set_header X-Forwarded-Host $http_host;")],
    concerns=[Scheme.FORWARDED],
    outside=_seen_from_outside,
)
def check(echo, direct_odoo):
    """Return evidence when X-Forwarded-Host is absent."""
    if not echo.proven or echo.received("x-forwarded-host"):
        return None
    return evidence(
        echo=_lt(
            "Odoo did not receive X-Forwarded-Host; it sees %(url_root)s and client"
            " %(remote_addr)s"
        ),
        direct_odoo=_lt("proxy_mode = %(proxy_mode)s"),
        values={
            "proxy_mode": direct_odoo.get("proxy_mode"),
            "url_root": echo.text("url_root"),
            "remote_addr": echo.text("remote_addr"),
            "origin": origin(echo),
        },
    )


OF_PROXY = _lt("the address of the reverse proxy")
