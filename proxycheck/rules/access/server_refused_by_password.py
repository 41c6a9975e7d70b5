"""Browsers have the password that nginx asks for; Odoo's own server has none."""

from ...judge.actions import add, put
from ...judge.ladders import Refusal, Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import asked_from, says
from ...judge.signs import by_proxy, never_opened


@rule(
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="auth_basic",
    location="/",
    title=_lt("nginx asks Odoo's own server for a password"),
    in_order=_lt("Odoo's own server is not asked for a password that users have."),
    explanation=_lt(
        "This browser has the password that nginx asks for, and reached this Odoo. Odoo's own"
        " server has none and got: %(seen)s (%(challenge)s). So only the browser could test"
        " the reverse proxy. Scheduled checks, which the server makes alone, report it as"
        " broken. The lines below let the server in by its address, and everybody else by the"
        " password. Behind a router or in a container nginx may see another address than"
        " %(asked_from)s: read it in nginx's access log."
    ),
    symptom=_lt(
        "None for users who have the password. Scheduled checks cannot test this address."
    ),
    actions=[put("satisfy any;"), add("allow %(asked_from)s;"), add("deny all;")],
    of_anybody=True,
    concerns=[Site.REFUSED_TO_THE_SERVER, Refusal.ONLY_THE_SERVER],
)
def check(server_echo, browser_echo, browser_websocket=NOTHING):
    """Return evidence of a 401 that the browser does not get, neither for pages nor for its websocket."""
    if (
        not browser_echo.proven
        or server_echo.status != 401
        or not by_proxy(server_echo)
    ):
        return None
    if never_opened(browser_websocket):
        return None  # the password keeps websockets out as well: password_asked
    challenge = server_echo.header("www-authenticate")[:80]
    return evidence(
        server_echo=_lt("GET /: %(seen)s, WWW-Authenticate: %(challenge)s"),
        browser_echo=_lt("GET /: this Odoo"),
        values={
            "seen": says(server_echo),
            "challenge": challenge,
            "asked_from": asked_from(server_echo),
        },
    )
