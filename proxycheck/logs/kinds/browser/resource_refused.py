"""A request of the page got an error status."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Failed to load resource: the server responded with a status of …",
    title=_lt("A request of the page got an error status."),
    means=_lt(
        "The value is the status. 413: the upload is larger than the proxy allows. "
        "502 and 504: Odoo did not answer the proxy. 429 and 503: a limit. 404 for "
        "a style or script: static files are missing."
    ),
    severity=Severity.WARNING,
    source="third_party/blink (Chromium)",
    begins=r"the server responded with a status of (413|429|502|503|504)",
    rules=(
        "upload_limit_too_small",
        "page_timeout_too_short",
        "site_upstream_dead",
        "requests_limited",
    ),
    sample="Failed to load resource: the server responded with a status of 413 (Request Entity Too Large)",
)
