"""A Content-Security-Policy does not allow the page to open its websocket."""

from ...judge.actions import put
from ...judge.ladders import BrowserSocket
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="add_header Content-Security-Policy",
    title=_lt(
        "A Content-Security-Policy does not allow Odoo's pages to open a websocket"
    ),
    in_order=_lt("This browser reports no policy that blocks the websocket."),
    explanation=_lt(
        "The browser blocked %(blocked)s, because the page has the policy “%(policy)s”. Odoo"
        " sets no such policy on its pages, so the reverse proxy adds it. Its connect-src must"
        " name the websocket's own address: https: does not cover wss:."
    ),
    symptom=_lt(
        "Chat messages arrive only after reloading in every browser, while every test from a"
        " server succeeds."
    ),
    actions=[
        put(
            "add_header Content-Security-Policy \"connect-src 'self' wss://$http_host\" always;"
        )
    ],
    concerns=[BrowserSocket.POLICY_REPORTED],
)
def check(browser_policy):
    """Return evidence by the browser's own report of a violation."""
    if not browser_policy.flag("socket_blocked"):
        return None
    blocked = [
        row.text("blocked")
        for row in browser_policy.rows("violations")
        if row.text("directive") == "connect-src"
    ]
    return evidence(
        browser_policy=_lt("connect-src blocked %(both)s"),
        values={
            "both": ", ".join(blocked[:2]),
            "blocked": blocked[0] if blocked else "/websocket",
            "policy": browser_policy.text("policy")[:200],
        },
    )
