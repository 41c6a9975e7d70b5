"""Odoo takes users of a websocket for visitors, since its address differs from the page's."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Downgrading websocket session. Host=…, Origin=…, Scheme=….",
    title=_lt(
        "Odoo takes users of a websocket for visitors, since its address differs "
        "from the page's."
    ),
    means=_lt(
        "Host or scheme, as they reach Odoo over /websocket, are not those of the "
        "page (Origin). The block for /websocket lacks Host, X-Forwarded-Host or "
        "X-Forwarded-Proto. Users get no notifications of their own."
    ),
    severity=Severity.WARNING,
    source="addons/bus/websocket.py of Odoo 17 to 19",
    directive="proxy_set_header Host",
    begins=r"Downgrading websocket session\.",
    rules=(
        "forwarded_headers_differ",
        "host_not_passed",
        "forwarded_proto_wrong",
        "port_lost",
        "session_lost_on_websocket",
    ),
    sample="2026-11-25 00:44:41,123 45 WARNING erp odoo.addons.bus.websocket: Downgrading websocket session. Host=127.0.0.1:8072, Origin=https://erp.example.com, Scheme=http. ",
)
