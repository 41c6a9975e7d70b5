"""nginx replaces Odoo's own error answers by a page of its own."""

from ...judge.ladders import Site
from ...judge.reading import by_proxy, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="error_page",
    location="/",
    title=_lt("nginx replaces Odoo's error answers by a page of its own"),
    in_order=_lt("No page of the proxy replaces Odoo's error answers."),
    explanation=_lt(
        "Odoo answered %(sent)s and the client got %(seen)s. “proxy_intercept_errors on” with an"
        " error_page hides what Odoo says: its scripts read these answers, and a failed websocket"
        " handshake looks like a page."
    ),
    symptom=_lt(
        "Errors show a maintenance page or an empty dialog instead of Odoo's message."
    ),
    fix="proxy_intercept_errors off;",
    concerns=[Site.DETAIL],
)
def check(error_answer, echo, direct_error_answer):
    """Convict an error that Odoo wrote and somebody else delivered."""
    if echo.part("root"):
        return None  # pages_refused
    if not direct_error_answer.flag("odoo_error") or error_answer.flag("odoo_error"):
        return None
    if (
        not by_proxy(error_answer)
        or error_answer.status in (401, 403, 429, 502, 503, 504)
        or error_answer.status in range(300, 400)
    ):
        return None
    return evidence(
        error_answer=f"through the proxy → {says(error_answer)}",
        direct_error_answer=f"straight from Odoo → {says(direct_error_answer)}",
        values={"sent": direct_error_answer.status, "seen": says(error_answer)},
    )
