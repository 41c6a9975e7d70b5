"""A Content-Security-Policy does not allow pages to open the websocket."""

from urllib.parse import urlsplit

from ...judge.actions import put
from ...judge.ladders import BrowserSocket
from ...judge.rule import Layer, Severity, _lt, evidence, rule


def _seen_from_outside(version):
    """Return evidence for the same policy on the login page."""
    host = urlsplit(version.text("asked")).hostname or "?"
    return _convicted(host, version=version.header("content-security-policy"))


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="add_header Content-Security-Policy",
    location="/",
    title=_lt(
        "The Content-Security-Policy does not allow Odoo's pages to open their websocket"
    ),
    in_order=_lt("No Content-Security-Policy blocks the websocket."),
    explanation=_lt(
        "Responses have the policy “%(rule)s”. It names neither “'self'” nor this address"
        " with ws: or wss:. So browsers refuse the websocket before they send a request to"
        " nginx."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading, and the browser's console says “Refused"
        " to connect”."
    ),
    actions=[
        put(
            "add_header Content-Security-Policy \"connect-src 'self' wss://$http_host\" always;"
        )
    ],
    concerns=[BrowserSocket.POLICY_SEEN],
    outside=_seen_from_outside,
)
def check(echo_web):
    """Return evidence of a connect-src (or default-src) that lets no websocket through, however it is read."""
    if not echo_web.proven:
        return None
    host = (echo_web.text("host") or "?").partition(":")[0].lower()
    return _convicted(host, echo_web=echo_web.header("content-security-policy"))


def _convicted(host, **seen):
    [(probe, policy)] = seen.items()
    for one in policy.split(","):  # several headers of the name all apply
        words = connect_sources(one)
        if words is not None and not any(may_match(word, host) for word in words[1:]):
            text = " ".join(words)
            return evidence(
                values={"policy": policy[:300], "rule": text[:200]},
                **{probe: _lt("Content-Security-Policy: %(policy)s")},
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


def may_match(source, host):
    # Browsers differ on a bare host name, so it is taken as allowed.
    return source in ("*", "'self'", host) or source.startswith(
        ("ws:", "wss:", "*:", f"{host}:", "*.")
    )
