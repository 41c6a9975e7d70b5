"""The public address does not answer Odoo's server, which says nothing about users."""

from ...judge.ladders import Site
from ...judge.reading import outcome, says
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule

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
    title=_lt("Odoo's server cannot reach its own public address"),
    in_order=_lt("The public address can be reached."),
    explanation=_lt(
        "Odoo's own server got no response from %(scheme)s://%(host)s:%(port)s: %(meaning)s"
        " (%(detail)s). That alone says nothing about your users: many servers cannot reach"
        " their own public name. Run the check from your browser, or fill in “Connect to” with"
        " the internal address of the reverse proxy. If your browser cannot open the address"
        " either, check DNS, the firewall and nginx's listen line."
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
