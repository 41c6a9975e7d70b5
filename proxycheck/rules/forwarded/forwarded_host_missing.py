"""No ``X-Forwarded-Host`` arrives, so Odoo's ``proxy_mode`` ignores every forwarded header."""

from ...judge.addresses import origin
from ...judge.ladders import Scheme
from ...judge.reading import shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Forwarded-Host",
    location="/",
    title=_lt(
        "Odoo ignores every forwarded header, because X-Forwarded-Host is missing"
    ),
    in_order=_lt("X-Forwarded-Host reaches Odoo."),
    explanation=_lt(
        "Odoo looks at X-Forwarded-Proto and X-Forwarded-For only when X-Forwarded-Host is there"
        " too (odoo/http.py). It is not, so Odoo takes this request for one to %(url_root)s from"
        " %(remote_addr)s, although it was made to %(origin)s. A visitor can also send"
        " this header himself and so choose the name in Odoo's links."
    ),
    symptom=_lt(
        "Links and redirects carry the wrong name or http; every login seems to come from the"
        " proxy's address."
    ),
    fix="proxy_set_header X-Forwarded-Host $http_host;",
    concerns=[Scheme.FORWARDED],
)
def check(echo, direct_odoo):
    """Convict the absence of X-Forwarded-Host."""
    if not echo.proven or echo.received("x-forwarded-host"):
        return None
    return evidence(
        echo=f"X-Forwarded-Host reached Odoo as {shown(None)}; Odoo sees {echo.text('url_root')}"
        f" and client {echo.text('remote_addr')}",
        direct_odoo=f"proxy_mode = {direct_odoo.get('proxy_mode')}",
        values={
            "url_root": echo.text("url_root"),
            "remote_addr": echo.text("remote_addr"),
            "origin": origin(echo),
        },
    )
