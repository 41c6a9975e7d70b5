"""A websocket was redirected."""

from ...kind import WEBSOCKET, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/websocket, status 301, 302, 307 or 308",
    title=_lt("A websocket was redirected."),
    means=_lt(
        "Browsers do not follow a redirect of a websocket. With location "
        "/websocket/ nginx redirects /websocket to the path with the slash; a "
        "server for http redirects to https."
    ),
    severity=Severity.CRITICAL,
    source="src/http/modules/ngx_http_log_module.c",
    directive="location /websocket",
    statuses=(301, 302, 307, 308),
    areas=(WEBSOCKET,),
    rules=("websocket_location_with_slash", "redirected_elsewhere"),
)
