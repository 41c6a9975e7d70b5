"""Odoo takes itself to be at another address than users open: seen in where “/” leads."""

import ipaddress
from urllib.parse import urlsplit

from ...address import DEFAULT_PORTS
from ...judge.actions import put, set_to
from ...judge.ladders import Scheme
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule

#: Where Odoo's own “/” leads without a website (addons/web: Home.index).
OWN_PAGES = ("/web", "/odoo")


@rule(
    severity=[Severity.CRITICAL, Severity.WARNING],
    layer=Layer.NGINX,
    directive=[
        "proxy_set_header Host",
        "proxy_set_header X-Forwarded-Host",
        "proxy_set_header X-Forwarded-Proto",
    ],
    location="/",
    title=_lt("Odoo takes %(own)s for its own address"),
    in_order=_lt("Odoo does not lead users to another address than theirs."),
    explanation=_lt(
        "Asked at %(asked)s, Odoo redirected to %(own)s. %(cause)s Odoo believes forwarded headers only"
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
        set_to("proxy_mode = True"),
    ],
    of_anybody=True,
    concerns=[Scheme.FORWARDED],
)
def check(server_version, server_own_address=NOTHING):
    """Return evidence of another scheme, name or port in what Odoo's own redirects name.

    Without a website “/” leads to Odoo's own pages, and so it leads users.
    """
    known = server_own_address
    for facts, own in ((server_version, "leads_to"), (known, "own")):
        asked, told = urlsplit(facts.text("asked")), urlsplit(facts.text(own))
        led = facts is server_version
        if not told.netloc or led and not _is_own(server_version, told):
            continue
        same_host = _host(told, asked.scheme) == _host(asked, asked.scheme)
        if same_host and told.scheme == asked.scheme:
            continue
        if same_host and _explained(known):
            return Message(EXPLAINED)
        severity = Severity.CRITICAL if led and not same_host else Severity.WARNING
        return _evidence(severity, same_host, known, asked, told)
    return None


def _is_own(version, url):
    return version.flag("odoo") and url.path in OWN_PAGES


def _explained(known):
    """Whether a missing header is named by its own rule."""
    return known.flag("host_forged") or known.flag("proto_forged")


def _evidence(severity, same_host, known, asked, own):
    directive, cause = (
        _by_host(known, asked, own) if not same_host else _by_scheme(known)
    )
    led = {"server_version": _lt("GET %(asked)s/ leads to %(own)s")}
    named = {"server_own_address": _lt("asked at %(asked)s, Odoo names %(own)s")}
    return evidence(
        severity,
        directive=directive,
        values={
            "asked": asked.geturl(),
            "own": f"{own.scheme}://{own.netloc}",
            "cause": Message(cause),
        },
        **(named if known else led),
    )


def _by_host(known, asked, own):
    """``(directive, sentence)`` of another name or port.

    Where the proxy sets X-Forwarded-Host, Odoo goes by that, unless proxy_mode is off: then
    it names what Host says without a line of its own, which is a name for inside.
    """
    set_by_proxy = known.flag("compared") and not known.flag("host_forged")
    reads = known.flag("proto_forged") or own.scheme == "https"
    if set_by_proxy and (reads or not _is_inside(own.hostname, asked.hostname)):
        return "proxy_set_header X-Forwarded-Host", HOST
    return "proxy_set_header Host", HOST


def _is_inside(name, asked):
    """Whether only machines inside know that name, and it is not the one asked for."""
    try:
        inside = not ipaddress.ip_address(name).is_global
    except ValueError:
        inside = "." not in name
    return inside and name != asked


def _by_scheme(known):
    """``(directive, sentence)`` of another scheme."""
    directive = "proxy_set_header X-Forwarded-Proto"
    return directive, IGNORED if known.flag("compared") else PROTO


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
IGNORED = _lt(
    "The reverse proxy sets X-Forwarded-Proto itself. Either it says the wrong scheme there,"
    " as $scheme does behind a second reverse proxy that ends TLS, or Odoo does not read it,"
    " because proxy_mode is not set in its configuration file."
)
EXPLAINED = _lt(
    "Odoo takes the request for another scheme, because a forwarded header is missing, which"
    " has a finding of its own."
)
