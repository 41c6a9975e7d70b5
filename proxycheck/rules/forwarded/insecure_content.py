"""Pages that came over https refer to things over plain http."""

from ...judge.ladders import Scheme
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive=["proxy_set_header X-Forwarded-Proto", "web.base.url"],
    title=_lt("Secure pages refer to insecure addresses"),
    in_order=_lt("Secure pages refer to nothing insecure."),
    explanation=_lt(
        "This page came over https and refers to %(count)s addresses over plain http, such as"
        " %(first)s. Browsers block such scripts and frames and warn about such images. Odoo makes"
        " its links from the scheme that reaches it, here “%(seen)s”, and from web.base.url."
    ),
    symptom=_lt("Missing images, blocked frames, a broken lock in the address bar."),
    fix="proxy_set_header X-Forwarded-Proto $scheme;",
    concerns=[Scheme.CONTENT],
)
def check(browser_echo, browser_mixed_content):
    """Convict by the addresses themselves."""
    insecure = browser_mixed_content.texts("insecure")
    if not browser_mixed_content.flag("secure") or not insecure:
        return None
    told = browser_echo.text("scheme")
    return evidence(
        directive="" if told == "http" else "web.base.url",
        browser_mixed_content=", ".join(insecure)[:400],
        browser_echo=f"scheme as Odoo sees it: {told}",
        values={"count": len(insecure), "first": insecure[0][:200], "seen": told},
    )
