"""Another application answers at the address: nothing that anybody may ask is answered by Odoo."""

from ...judge.ladders import Handshake, Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="server_name",
    location="/",
    title=_lt("The address is answered by another application, not by Odoo"),
    in_order=_lt("Odoo answers at this address, not another application."),
    explanation=_lt(
        "/web/login and / were answered, and nothing in the answers is Odoo's: %(seen)s, title"
        " “%(title)s”, Server: %(server)s. If that is the page of a router or a firewall, the"
        " name leads to the device itself: its port is not forwarded to the proxy, or not for"
        " requests from inside (NAT loopback). If it is nginx's welcome page or another site,"
        " another server block catches this name (server_name, default_server), or the name"
        " leads to another machine."
    ),
    symptom=_lt("People see another page instead of Odoo."),
    fix="server_name %(host)s;",
    of_anybody=True,
    concerns=[Site.NO_ANSWER_OF_ODOO, Handshake.ODOO_FAILS],
)
def check(server_version):
    """Convict an address whose whole answers hold no trace of Odoo."""
    if server_version.get("odoo") is not False:
        return None
    title = server_version.text("title") or "(none)"
    server = server_version.header("server") or "(absent)"
    return evidence(
        server_version=f"/web/login → {says(server_version)}, title “{title}”, Server: {server}",
        values={"seen": says(server_version), "title": title, "server": server},
    )
