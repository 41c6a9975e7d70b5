"""The websocket opens only sometimes: its ``upstream`` has a server that is wrong or does not answer."""

from ...judge.actions import put
from ...judge.ladders import BrowserSocket, Handshake
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import odoo_error
from ...nginx import WEBSOCKET_PASS
from ...words import BY_EVENTED, LIMITING

#: What is too long for a proxy itself is refused so, before any server is asked
#: (nginx: large_client_header_buffers).
TOO_LONG = (400, 414, 431)


# Long, for the sentences of what was seen stand whole.
def _seen_from_outside(handshake, websocket_way):
    """Return evidence for different answers to one question, unless a limit explains them."""
    plain = [row for row in websocket_way.rows("tries") if not _too_long(row)]
    # A busy Odoo is late as well, and from outside nothing tells it from a dead server.
    plain, shaken = _in_time(plain), _in_time(handshake.rows("tries"))
    if any(row.status in LIMITING for row in plain + shaken):
        return None
    opened = sum(row.flag("accept_ok") for row in shaken)
    kinds = {(row.text("outcome"), row.status) for row in plain}
    if len(kinds) < 2 and not 0 < opened < len(shaken):
        return None
    evented = sum(row.text("process") == BY_EVENTED for row in plain)
    if opened == len(shaken) and not evented:
        return None  # nothing that people notice
    told = ", ".join(sorted(str(row.status or row.text("outcome")) for row in plain))
    return evidence(
        websocket_way=_lt("GET /websocket with a long line: %(told)s"),
        handshake=_lt(
            "websocket handshake: %(opened)s of %(shaken)s opened; another: %(seen)s"
        ),
        values={
            "told": told,
            "opened": opened,
            "shaken": len(shaken),
            "seen": says(handshake),
            "failed": len(plain) + len(shaken) - evented - opened,
            "asked": len(plain) + len(shaken),
        },
    )


def _too_long(row):
    """Whether the proxy may have refused the long line, and no server of the upstream."""
    by_odoo = row.text("process") or row.text("spoken_by") == "odoo"
    return row.status in TOO_LONG and not by_odoo


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="upstream",
    location="/websocket",
    title=_lt(
        "The upstream of the websocket has a server that is wrong or does not answer"
    ),
    in_order=_lt("The websocket gets the same response each time."),
    explanation=_lt(
        "The same request was sent several times and got different responses: %(failed)s of"
        " %(asked)s failed. nginx uses the servers of an upstream in turn. Not every one of"
        " them is Odoo's evented process on port %(gevent_port)s."
    ),
    symptom=_lt(
        "Real-time messages arrive for some users at some times, and do not for others."
    ),
    actions=[put(WEBSOCKET_PASS)],
    concerns=[Handshake.UNSTEADY, BrowserSocket.UNSTEADY],
    outside=_seen_from_outside,
)
def check(handshake, echo_websocket, direct_handshake=NOTHING):
    """Return evidence of different responses to the same request, unless a limit explains them."""
    # Long, for the sentences of what was seen stand whole.
    plain, shaken = echo_websocket.rows("tries"), handshake.rows("tries")
    if any(row.status in LIMITING for row in plain + shaken):
        return None
    if not direct_handshake.number("opened") or _once_late(plain + shaken):
        # Odoo itself is late on its own port, or was not asked there, or was late once.
        plain, shaken = _in_time(plain), _in_time(shaken)
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
        echo_websocket=_lt("GET /websocket, %(plain)s times: %(answers)s"),
        handshake=_lt(
            "websocket handshake: %(opened)s of %(shaken)s opened; another one: %(seen)s"
        ),
        values={
            "plain": len(plain),
            "answers": ", ".join(sorted(map(_short, plain))),
            "opened": opened,
            "shaken": len(shaken),
            "seen": says(handshake),
            "failed": len(plain) + len(shaken) - evented - opened,
            "asked": len(plain) + len(shaken),
        },
    )


def _once_late(rows):
    """Whether one of many tries got no response: a silent server in turn would miss more."""
    return len(rows) - len(_in_time(rows)) == 1


def _in_time(rows):
    """The tries that got a response before they were given up."""
    return [row for row in rows if row.text("outcome") != "timeout"]


def _short(row):
    evented = " evented" if row.flag("evented") else ""
    return f"{row.status or row.text('outcome')}{evented}"
