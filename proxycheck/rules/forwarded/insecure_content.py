"""Pages that came over https load things over plain http."""

from ...judge.actions import put, set_to
from ...judge.addresses import origin
from ...judge.ladders import Scheme
from ...judge.rule import Layer, Severity, _lt, evidence, rule

BASE_URL = [set_to("web.base.url = %(origin)s", "System Parameters")]


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive=["proxy_set_header X-Forwarded-Proto", "web.base.url"],
    title=_lt("Pages over https load parts over plain http"),
    in_order=_lt("Pages over https load nothing over plain http."),
    explanation=_lt(
        "This page came over https and refers to %(count)s addresses over plain http, such as"
        " %(first)s. Browsers block such scripts and frames, and warn about such images. Odoo"
        " makes its links with the scheme that it receives, here “%(seen)s”, and with"
        " web.base.url."
    ),
    symptom=_lt("Missing images, blocked frames, a broken lock in the address bar."),
    actions=[put("proxy_set_header X-Forwarded-Proto $scheme;", "location /")],
    concerns=[Scheme.CONTENT],
)
def check(browser_echo, browser_mixed_content):
    """Return evidence with the addresses themselves."""
    insecure = browser_mixed_content.texts("insecure")
    if not browser_mixed_content.flag("secure") or not insecure:
        return None
    told = browser_echo.text("scheme")
    return evidence(
        directive="" if told == "http" else "web.base.url",
        actions=() if told == "http" else BASE_URL,
        browser_mixed_content=_lt("over plain http: %(addresses)s"),
        browser_echo=_lt("scheme that Odoo received: %(seen)s"),
        values={
            "addresses": ", ".join(insecure)[:400],
            "origin": origin(browser_echo),
            "count": len(insecure),
            "first": insecure[0][:200],
            "seen": told,
        },
    )
