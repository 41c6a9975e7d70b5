"""nginx replaces Odoo's error responses by a page of its own."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_proxy


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="error_page",
    location="/",
    title=_lt("nginx replaces Odoo's error responses by a page of its own"),
    in_order=_lt("No page of the reverse proxy replaces Odoo's error responses."),
    explanation=_lt(
        "Odoo answered %(sent)s, and the client got: %(seen)s. “proxy_intercept_errors on”"
        " with an error_page replaces Odoo's responses. Odoo's scripts read these responses,"
        " and a failed websocket handshake looks like a page."
    ),
    symptom=_lt(
        "Errors show a maintenance page or an empty dialog instead of Odoo's message."
    ),
    actions=[put("proxy_intercept_errors off;")],
    concerns=[Site.DETAIL],
)
def check(error_answer, echo, direct_echo):
    """Return evidence of an error that Odoo wrote and something else delivered."""
    if echo.part("root"):
        return None  # pages_refused
    direct = error_answer.part("direct")
    if error_answer.flag("odoo_error") or not direct.flag("odoo_error"):
        return None
    if (
        not by_proxy(error_answer)
        or error_answer.status in (401, 403, 429, 502, 503, 504)
        or error_answer.status in range(300, 400)
    ):
        return None
    return evidence(
        error_answer=_lt("through the reverse proxy: %(seen)s"),
        direct_echo=_lt("directly from Odoo: %(direct)s"),
        values={
            "direct": says(direct),
            "sent": direct.status,
            "seen": says(error_answer),
        },
    )
