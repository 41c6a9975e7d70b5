"""A tab still runs the script of before an upgrade of Odoo."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Worker deactivated due to an outdated version.",
    title=_lt("A tab still runs the script of before an upgrade of Odoo."),
    means=_lt(
        "Odoo closed its websocket (code 1000, OUTDATED_VERSION), and the tab "
        "receives nothing until it is reloaded. Where it does not stop after a "
        "reload, a cache serves an old /bus/websocket_worker_bundle."
    ),
    severity=Severity.INFO,
    source="addons/bus/static/src/workers/websocket_worker.js of Odoo 17 to 19",
    directive="proxy_cache",
    begins=r"(?:Worker deactivated due to an outdated version|OUTDATED_VERSION)",
    rules=("dynamic_answers_cached",),
    sample="websocket_worker.js:367 Worker deactivated due to an outdated version.",
)
