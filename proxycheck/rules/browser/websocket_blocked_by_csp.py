"""A Content-Security-Policy forbids the page to open its websocket."""

from ...judge.ladders import BrowserSocket
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="add_header Content-Security-Policy",
    title=_lt("A Content-Security-Policy forbids Odoo's pages to open a websocket"),
    in_order=_lt("This browser reports no policy against the websocket."),
    explanation=_lt(
        "The browser blocked %(blocked)s because the page came with the policy “%(policy)s”. Odoo"
        " sets no such policy on its pages, so the proxy adds it. Its connect-src must name the"
        " websocket's own address: a plain https: does not cover wss:."
    ),
    symptom=_lt(
        "Chat is silent in every browser, while every test from a server succeeds."
    ),
    fix="add_header Content-Security-Policy \"connect-src 'self' wss://$http_host\" always;",
    concerns=[BrowserSocket.POLICY_REPORTED],
)
def check(browser_policy):
    """Convict by the browser's own violation report."""
    if not browser_policy.flag("socket_blocked"):
        return None
    blocked = [
        row.text("blocked")
        for row in browser_policy.rows("violations")
        if row.text("directive") == "connect-src"
    ]
    return evidence(
        browser_policy=f"connect-src blocked {', '.join(blocked[:2])}",
        values={
            "blocked": blocked[0] if blocked else "/websocket",
            "policy": browser_policy.text("policy")[:200],
        },
    )
