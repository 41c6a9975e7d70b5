"""A Content-Security-Policy forbids pages to open the websocket."""

from ...judge.ladders import BrowserSocket
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="add_header Content-Security-Policy",
    location="/",
    title=_lt(
        "The Content-Security-Policy forbids Odoo's pages to open their websocket"
    ),
    in_order=_lt("No Content-Security-Policy forbids the websocket."),
    explanation=_lt(
        "Answers carry the policy “%(rule)s”, which names neither “'self'” nor this address with"
        " ws: or wss:. Browsers then refuse the websocket before nginx sees it."
    ),
    symptom=_lt("Chat is silent, and the browser's console says “Refused to connect”."),
    fix="add_header Content-Security-Policy \"connect-src 'self' wss://$http_host\" always;",
    concerns=[BrowserSocket.POLICY_SEEN],
)
def check(echo_web):
    """Convict a connect-src (or default-src) that no reading lets a websocket through."""
    policy = echo_web.header("content-security-policy")
    if not echo_web.proven or not policy:
        return None
    for one in policy.split(","):  # several headers of the name all apply
        words = connect_sources(one)
        host = (echo_web.text("host") or "?").partition(":")[0].lower()
        if words is not None and not any(_may_match(word, host) for word in words[1:]):
            text = " ".join(words)
            return evidence(
                echo_web=f"Content-Security-Policy: {policy[:300]}",
                values={"rule": text[:200]},
            )
    return None


def connect_sources(policy):
    """The words of connect-src, else of default-src, else None (CSP level 3, section 6.1.2)."""
    directives = {}
    for text in policy.split(";"):
        words = text.lower().split()
        if words:
            directives.setdefault(words[0], words)
    return directives.get("connect-src") or directives.get("default-src")


def _may_match(source, host):
    # Browsers differ on a bare host name, so it gets the benefit of the doubt.
    return source in ("*", "'self'", host) or source.startswith(
        ("ws:", "wss:", "*:", f"{host}:", "*.")
    )
