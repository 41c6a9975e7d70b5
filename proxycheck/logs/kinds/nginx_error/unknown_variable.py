"""nginx does not know a variable."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="unknown … variable",
    title=_lt("nginx does not know a variable."),
    means=_lt(
        "For $connection_upgrade the map block is missing: it belongs into the http"
        " block, beside the servers, not into one of them. nginx keeps the old "
        "configuration."
    ),
    severity=Severity.CRITICAL,
    source="src/http/ngx_http_variables.c",
    directive="map",
    begins=r'unknown "([^"\n]*)" variable',
    websocket=("websocket_connection_header_wrong",),
    sample='unknown "connection_upgrade" variable',
)
