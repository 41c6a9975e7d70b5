"""Odoo takes itself to be at another address than users open: seen in where “/” leads."""

from urllib.parse import urlsplit

from ...address import DEFAULT_PORTS
from ...judge.actions import put
from ...judge.ladders import Scheme
from ...judge.rule import Layer, Message, Severity, _lt, evidence, rule

#: Where Odoo's own “/” leads without a website (addons/web: Home.index).
OWN_PAGES = ("/web", "/odoo")


@rule(
    severity=[Severity.CRITICAL, Severity.WARNING],
    layer=Layer.NGINX,
    directive=["proxy_set_header Host", "proxy_set_header X-Forwarded-Proto"],
    location="/",
    title=_lt("Odoo takes %(own)s for its own address"),
    in_order=_lt("Odoo does not lead users to another address than theirs."),
    explanation=_lt(
        "Asked at %(asked)s, Odoo led to %(own)s. %(cause)s Odoo believes forwarded headers only"
        " with proxy_mode = True in its configuration file, and only where X-Forwarded-Host"
        " arrives as well."
    ),
    symptom=_lt(
        "Users end up at an address that does not work, and links in mails lead there."
    ),
    actions=[
        put("proxy_set_header Host $http_host;"),
        put("proxy_set_header X-Forwarded-Host $http_host;"),
        put("proxy_set_header X-Forwarded-Proto $scheme;"),
    ],
    of_anybody=True,
    concerns=[Scheme.FORWARDED],
)
def check(server_version):
    """Return evidence of a redirect of Odoo's own to another scheme, host or port."""
    asked = urlsplit(server_version.text("asked"))
    own = urlsplit(server_version.text("leads_to"))
    if not (server_version.flag("odoo") and own.netloc and own.path in OWN_PAGES):
        return None
    same_host = _host(own, asked.scheme) == _host(asked, asked.scheme)
    if same_host and own.scheme == asked.scheme:
        return None
    values = {
        "asked": asked.geturl(),
        "own": f"{own.scheme}://{own.netloc}",
        "cause": Message(PROTO if same_host else HOST),
    }
    return evidence(
        Severity.WARNING if same_host else None,
        directive="proxy_set_header X-Forwarded-Proto" if same_host else "",
        server_version=_lt("GET %(asked)s/ leads to %(own)s"),
        values=values,
    )


def _host(url, scheme):
    """Name and port; where none is named, the one that the asked scheme has by itself."""
    try:
        return url.hostname, url.port or DEFAULT_PORTS.get(scheme)
    except ValueError:
        return url.hostname, None


HOST = _lt(
    "The name that the browser asked for (Host, X-Forwarded-Host) did not arrive."
)
PROTO = _lt("That the browser used https (X-Forwarded-Proto) did not arrive.")
