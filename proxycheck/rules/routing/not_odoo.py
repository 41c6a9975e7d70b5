"""Another application answers at the address: no public page of it is Odoo's."""

from ...judge.actions import put
from ...judge.ladders import Handshake, Poll, Site
from ...judge.rule import NOTHING, Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT, says


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="server_name",
    location="/",
    title=_lt("Another application answers at this address, not Odoo"),
    in_order=_lt("Odoo answers at this address, not another application."),
    explanation=_lt(
        "/web/login and / were answered, and nothing in the responses is from Odoo: %(seen)s,"
        " title “%(title)s”, Server: %(server)s. If that is the page of a router or a"
        " firewall, the name leads to the device itself. Its port is not forwarded to the"
        " reverse proxy, or not for requests from inside (NAT loopback). If it is nginx's"
        " welcome page or another site, another server block matches this name (server_name,"
        " default_server), or the name leads to another machine."
    ),
    symptom=_lt("Users see another page instead of Odoo."),
    actions=[put("server_name %(host)s;", "server")],
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO, Handshake.ODOO_FAILS, Poll.NO_ODOO],
)
def check(server_version, server_echo=NOTHING):
    """Return evidence when the whole responses hold no trace of Odoo."""
    if server_version.get("odoo") is not False:
        return None
    if server_echo.flag("loop") or server_echo.text("elsewhere"):
        return None  # nobody answered: redirect_loop, redirected_elsewhere
    title = server_version.text("title") or ABSENT
    server = server_version.header("server") or ABSENT
    return evidence(
        server_version=_lt(
            "/web/login: %(seen)s, title “%(title)s”, Server: %(server)s"
        ),
        values={"seen": says(server_version), "title": title, "server": server},
    )
