"""nginx refuses requests that come too fast: ``limit_req``; or too many at once: ``limit_conn``."""

from ...judge.ladders import Handshake
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="limit_req",
    title=_lt("nginx limits requests below what one Odoo page needs"),
    in_order=_lt("No limit on requests is in the way."),
    explanation=_lt(
        "%(refused)s of %(asked)s requests to %(where)s were refused with %(status)s. One at a"
        " time with pauses they pass, in quick succession they do not. Opening one page of Odoo"
        " sends 20 to 60 requests within a second, and an office shares one address. Where only the"
        " first of several got through, it may as well be a limit_conn."
    ),
    symptom=_lt(
        "Pages lose their style or dialogs fail at random; reconnecting tabs are refused."
    ),
    fix="""limit_req_zone $binary_remote_addr zone=odoo:10m rate=100r/s;
limit_req zone=odoo burst=200 nodelay;""",
    of_anybody=True,
    concerns=[Handshake.LIMITED],
)
def check(
    limits,
    echo=NOTHING,
    echo_websocket=NOTHING,
    echo_below=NOTHING,
    handshake=NOTHING,
    roundtrip=NOTHING,
    browser_websocket=NOTHING,
):
    """Convict refusals that come with speed, in a block that lets something through."""
    passed = {
        "/": [echo],
        "/websocket": [
            echo_websocket,
            echo_below,
            handshake,
            roundtrip,
            browser_websocket,
        ],
    }
    some = any(
        f.proven or f.get("opened") for f in passed.get(limits.text("location"), ())
    )
    kind = limits.text("kind")
    if kind != "rate" and not (kind == "always" and some):
        return None
    return evidence(
        location=limits.text("location"),
        limits=f"{limits.text('location')}: {limits.get('refused')} of {limits.get('asked')} refused with"
        f" HTTP {limits.status}; after a pause HTTP {limits.get('after_pause')}",
        values={
            "refused": limits.get("refused"),
            "asked": limits.get("asked"),
            "status": limits.status,
            "where": limits.text("location"),
        },
    )
