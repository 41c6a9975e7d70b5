"""``X-Real-IP`` is missing or the client's own; Odoo does not read it, other programs do."""

from ...judge.actions import put
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...proxies import is_nginx
from ...proxies.recognise import kind_of


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="proxy_set_header X-Real-IP",
    location="/",
    title=_lt("X-Real-IP is not set by nginx"),
    in_order=_lt("No client can choose the X-Real-IP header."),
    explanation=_lt(
        "Odoo received X-Real-IP as %(arrived)s, and as %(forged)s when the client sent a"
        " forged one. Odoo itself never reads it. Some modules and log programs do, and would"
        " believe the client."
    ),
    symptom=_lt("None in Odoo itself."),
    actions=[put("proxy_set_header X-Real-IP $remote_addr;")],
)
def check(echo, echo_forged, malformed=NOTHING):
    """Return evidence of a header that nginx leaves to the client."""
    if not (echo.proven and echo_forged.proven):
        return None
    if not is_nginx(kind_of(echo, malformed)):
        return None  # others have headers of their own, and nobody misses this one
    arrived, forged = echo.received("x-real-ip"), echo_forged.received("x-real-ip")
    claim = echo_forged.part("forged").text("x-real-ip")
    if not claim or forged != claim:
        return None
    return evidence(
        echo=_lt("Odoo received X-Real-IP as %(arrived)s"),
        echo_forged=_lt("sent “%(claim)s”; Odoo received %(forged)s"),
        values={"claim": claim, "arrived": shown(arrived), "forged": shown(forged)},
    )
