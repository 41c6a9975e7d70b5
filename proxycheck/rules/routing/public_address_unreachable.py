"""Nobody answers at the public address from Odoo's server, which says nothing about users."""

from ...judge.ladders import Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule

#: What each way of not answering means, and the setting that most often holds the cause.
MEANINGS = {
    "no_name": ("DNS", _lt("its name could not be looked up")),
    "refused": ("listen", _lt("nobody listens on its port")),
    "unrouted": ("DNS", _lt("there is no route to it")),
    "tls": ("ssl_certificate", _lt("the TLS handshake failed")),
    "timeout": ("listen", _lt("it did not answer in time")),
    "closed": ("listen", _lt("it closed the connection without an answer")),
    "garbage": ("listen", _lt("it answered with something that is not HTTP")),
    "too_much": ("listen", _lt("it sent more than any answer should be")),
}


@rule(
    severity=Severity.INFO,
    layer=Layer.NETWORK,
    directive=["DNS", "listen", "ssl_certificate"],
    title=_lt("Odoo's server cannot reach its own public address"),
    in_order=_lt("Somebody gets through to the public address."),
    explanation=_lt(
        "Asked from Odoo's own machine, %(scheme)s://%(host)s:%(port)s gave no answer: %(meaning)s"
        " (%(detail)s). That alone says nothing about your users: many servers cannot reach"
        " their own public name. Run the check from your browser, or fill in “Connect to” with"
        " the proxy's inner address. If your browser cannot open the address either, the name, the"
        " firewall or nginx's listen line is the cause."
    ),
    symptom=_lt("Perhaps none: what users see was not measured from here."),
    fix="",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO],
)
def check(
    server_echo,
    browser_echo=NOTHING,
    server_echo_websocket=NOTHING,
    server_handshake=NOTHING,
):
    """Tell why, unless anybody got through."""
    outcome = server_echo.text("outcome")
    others = (browser_echo, server_echo_websocket, server_handshake)
    if outcome in ("answered", "") or any(facts.answered for facts in others):
        return None
    directive, meaning = MEANINGS.get(outcome, ("DNS", outcome))
    return evidence(
        directive=directive,
        server_echo=f"GET / → no answer: {outcome} {server_echo.text('detail')}".strip(),
        values={"meaning": meaning, "detail": server_echo.text("detail")},
    )
