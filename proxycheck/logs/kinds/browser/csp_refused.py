"""A Content-Security-Policy forbids what the page needs."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Refused to connect to '…' because it violates the following Content Security Policy directive",
    title=_lt("A Content-Security-Policy forbids what the page needs."),
    means=_lt(
        "The proxy adds a Content-Security-Policy. For the websocket, connect-src "
        "has to name 'self' (and wss: for older browsers). The value is the "
        "directive of the policy."
    ),
    severity=Severity.CRITICAL,
    source="third_party/blink (Chromium)",
    directive="add_header Content-Security-Policy",
    begins=r'(?:violates the following Content Security Policy directive: "([\w-]+)|Content[- ]Security[- ]Policy: The page.s settings blocked)',
    rules=("websocket_blocked_by_policy", "websocket_blocked_by_csp"),
    sample="""Refused to connect to 'wss://erp.example.com/websocket?version=19.0-2' because it violates the following Content Security Policy directive: "connect-src 'none'".""",
)
