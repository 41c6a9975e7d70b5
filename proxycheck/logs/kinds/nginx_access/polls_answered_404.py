"""A browser polls an Odoo that has no longpolling."""

from ...kind import LONGPOLLING, Severity, _lt, kind

KIND = kind(
    __name__,
    says="/longpolling, status 404",
    title=_lt("A browser polls an Odoo that has no longpolling."),
    means=_lt(
        "Odoo 16 and later use /websocket. Tabs that were open before the upgrade "
        "keep polling until they are reloaded. With Odoo 15 or older the requests "
        "reach the wrong server."
    ),
    severity=Severity.INFO,
    source="src/http/modules/ngx_http_log_module.c",
    directive="location /longpolling",
    statuses=(404,),
    areas=(LONGPOLLING,),
    rules=("websocket_location_is_longpolling",),
    polls=(
        "websocket_location_is_longpolling",
        "poll_path_rewritten",
        "poll_answered_by_proxy",
    ),
)
