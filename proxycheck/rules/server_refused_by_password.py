"""People get through with a password that nginx asks for; Odoo's own server has none."""

from ..reading import asked_from, by_proxy, never_opened, says
from ..rule import Layer, Severity, _lt, evidence, rule


@rule(
    needs=["server.echo", "browser.echo", "?browser.websocket"],
    severity=Severity.INFO,
    layer=Layer.NGINX,
    directive="auth_basic",
    location="/",
    title=_lt("nginx asks Odoo's own server for a password"),
    in_order=_lt("Odoo's own server is not asked for a password that people have."),
    explanation=_lt(
        "This browser has the password that nginx asks for and got this very Odoo; Odoo's own"
        " server has none and was answered %(seen)s (%(challenge)s). So only the browser could"
        " test the proxy, and checks that the server makes alone, the scheduled ones, call it"
        " broken. The lines below let the server in by its address and everybody else by the"
        " password. Behind a router or in a container nginx may see another address than"
        " %(asked_from)s: its access log tells."
    ),
    symptom=_lt(
        "None for people who have the password; scheduled checks cannot watch this address."
    ),
    fix="satisfy any;\nallow %(asked_from)s;\ndeny all;",
    stranger=True,
    explains=["password_asked", "server_cannot_reach_itself"],
)
def check(echo, browser_echo, websocket):
    """Tell of a 401 that the browser does not meet, neither for pages nor for its websocket."""
    if not browser_echo.proven or echo.status != 401 or not by_proxy(echo):
        return None
    if never_opened(websocket):
        return None  # the password keeps websockets out as well: password_asked
    challenge = echo.header("www-authenticate")[:80]
    return evidence(
        server_echo=f"GET / → {says(echo)}, WWW-Authenticate: {challenge}",
        browser_echo="GET / → this Odoo's proof",
        values={
            "seen": says(echo),
            "challenge": challenge,
            "asked_from": asked_from(echo),
        },
    )
