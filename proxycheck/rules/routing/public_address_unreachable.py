"""The public address does not answer the machine that checks; users may see another thing."""

from ...judge.ladders import Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import outcome, says

#: The setting that most often holds the cause, by how the request ended.
CAUSES = {
    "no_name": "DNS",
    "refused": "listen",
    "unrouted": "DNS",
    "tls": "ssl_certificate",
    "timeout": "listen",
    "closed": "listen",
    "garbage": "listen",
    "too_much": "listen",
}


@rule(
    severity=Severity.INFO,
    layer=Layer.NETWORK,
    directive=["DNS", "listen", "ssl_certificate"],
    title=_lt("This check got no response from the public address"),
    in_order=_lt("The public address can be reached."),
    explanation=_lt(
        "The machine that ran this check got no response from"
        " %(scheme)s://%(host)s:%(port)s: %(meaning)s (%(detail)s). That alone says nothing"
        " about your users: many servers cannot reach their own public name. Open the address"
        " in a browser. If it opens, let the check connect to the internal address of the"
        " reverse proxy (“Connect to”, or --connect-to on the command line). If it does not"
        " open, check DNS, the firewall and nginx's listen line."
    ),
    symptom=_lt("Perhaps none: this check did not measure what users see."),
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(
    server_echo,
    browser_echo=NOTHING,
    server_echo_websocket=NOTHING,
    server_handshake=NOTHING,
):
    """Return evidence with the reason, unless anybody got through."""
    how = server_echo.text("outcome")
    others = (browser_echo, server_echo_websocket, server_handshake)
    if how in ("answered", "") or any(facts.answered for facts in others):
        return None
    return evidence(
        directive=CAUSES.get(how, "DNS"),
        server_echo=_lt("GET /: %(seen)s"),
        values={
            "seen": says(server_echo),
            "meaning": outcome(server_echo),
            "detail": server_echo.text("detail"),
        },
    )
