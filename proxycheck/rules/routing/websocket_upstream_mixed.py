"""The websocket opens only sometimes: its ``upstream`` has a server that is wrong or dead."""

from ...judge.ladders import BrowserSocket, Handshake
from ...judge.reading import odoo_error, says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule

LIMITED = (429, 503)


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="upstream",
    location="/websocket",
    title=_lt("The upstream of the websocket has a server that is wrong or dead"),
    in_order=_lt("The websocket gets the same answer each time."),
    explanation=_lt(
        "Asked several times, the same request got different answers: %(failed)s of %(asked)s"
        " failed. nginx hands requests to the servers of an upstream in turn, and not every one of"
        " them is Odoo's evented process on port %(gevent_port)s."
    ),
    symptom=_lt(
        "Real time works for some people and some moments, and fails for others."
    ),
    fix="""upstream odoochat {
    server 127.0.0.1:%(gevent_port)s;
}""",
    concerns=[Handshake.UNSTEADY, BrowserSocket.UNSTEADY],
)
def check(handshake, echo_websocket, direct_handshake=NOTHING):
    """Convict different answers to one question, unless a limit explains them."""
    plain, shaken = echo_websocket.rows("tries"), handshake.rows("tries")
    if any(row.status in LIMITED for row in plain + shaken):
        return None
    if odoo_error(direct_handshake):
        # Odoo fails on its own port as well: its errors are no sign of another server.
        plain = [row for row in plain if not odoo_error(row)]
        shaken = [row for row in shaken if not odoo_error(row)]
    opened = sum(row.flag("accept_ok") for row in shaken)
    kinds = {(row.text("outcome"), row.status, row.flag("evented")) for row in plain}
    if len(kinds) < 2 and not 0 < opened < len(shaken):
        return None
    evented = sum(row.flag("evented") for row in plain)
    if opened == len(shaken) and not evented and all(row.proven for row in plain):
        return None  # workers = 0: no process is evented, and all is well
    return evidence(
        echo_websocket=f"GET /websocket, {len(plain)} times → {', '.join(sorted(map(_short, plain)))}",
        handshake=f"websocket handshake: {opened} of {len(shaken)} opened; one other → {says(handshake)}",
        values={
            "failed": len(plain) + len(shaken) - evented - opened,
            "asked": len(plain) + len(shaken),
        },
    )


def _short(row):
    evented = " evented" if row.flag("evented") else ""
    return f"{row.status or row.text('outcome')}{evented}"
