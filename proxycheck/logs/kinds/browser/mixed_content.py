"""An https page asks for something over http, which browsers refuse."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Mixed Content: The page at '…' was loaded over HTTPS, but requested an insecure …",
    title=_lt("An https page asks for something over http, which browsers refuse."),
    means=_lt(
        "Odoo takes itself to be served over http, so it writes http:// and ws:// "
        "into its pages: X-Forwarded-Proto is missing or wrong, proxy_mode is off, "
        "or web.base.url begins with http."
    ),
    severity=Severity.CRITICAL,
    source="third_party/blink (Chromium)",
    directive="proxy_set_header X-Forwarded-Proto",
    begins=r"(?:Mixed Content: The page at|An insecure WebSocket connection may not be initiated|Blocked loading mixed active content)",
    rules=(
        "insecure_content",
        "forwarded_proto_missing",
        "forwarded_proto_wrong",
        "proxy_mode_off",
        "web_base_url_differs",
    ),
    sample="Mixed Content: The page at 'https://erp.example.com/odoo' was loaded over HTTPS, but requested an insecure stylesheet 'http://erp.example.com/web/assets/1/web.assets_web.min.css'. This request has been blocked; the content must be served over HTTPS.",
)
