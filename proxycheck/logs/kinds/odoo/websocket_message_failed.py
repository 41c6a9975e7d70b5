"""Odoo failed to answer a message of a websocket."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Exception occurred during websocket request handling",
    title=_lt("Odoo failed to answer a message of a websocket."),
    means=_lt("The traceback below it says why. It is no fault of the proxy."),
    severity=Severity.WARNING,
    source="addons/bus/websocket.py of Odoo 16 to 19",
    begins=r"Exception occurred during websocket request handling",
    sample="2026-11-25 00:44:41,123 45 ERROR erp odoo.addons.bus.websocket: Exception occurred during websocket request handling ",
)
