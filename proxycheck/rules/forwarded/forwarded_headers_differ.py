"""``/`` and ``/websocket`` tell Odoo different things about the same client."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import works

#: Without this one Odoo ignores the others; a scheme alone misleads nobody on a
#: websocket, unless ODOO_BUS_PUBLIC_SAMESITE_WS compares it.
DECIDING = "X-Forwarded-Host"
HEADERS = (DECIDING, "X-Forwarded-Proto")


@rule(
    severity=[Severity.INFO, Severity.WARNING],
    layer=Layer.NGINX,
    directive=[f"proxy_set_header {header}" for header in HEADERS],
    location="/websocket",
    title=_lt("Pages and websocket forward different headers to Odoo"),
    in_order=_lt("Pages and websocket forward no different headers that mislead Odoo."),
    explanation=_lt(
        "Odoo received %(header)s as %(page)s on / and as %(websocket)s on /websocket. A"
        " location block that has any proxy_set_header inherits none from the server block."
        " Odoo stores the address of each websocket in the user's list of devices, and here it"
        " stores the address of the reverse proxy. Where ODOO_BUS_PUBLIC_SAMESITE_WS is set,"
        " Odoo treats the websocket as one of an anonymous visitor."
    ),
    symptom=_lt(
        "Users find the address of the reverse proxy among their devices. With that setting"
        " they are connected, but anonymous."
    ),
    actions=[
        put("proxy_set_header X-Forwarded-Host $http_host;"),
        put("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;"),
        put("proxy_set_header X-Forwarded-Proto $scheme;"),
    ],
)
def check(echo, echo_websocket, handshake, direct_odoo):
    """Return evidence of a header that is right on / and missing or different on a working /websocket."""
    if not (echo.proven and echo_websocket.proven and works(handshake)):
        return None
    strict = direct_odoo.flag("samesite_ws")
    for header in HEADERS if strict else (DECIDING,):
        page, websocket = (
            echo.received(header.lower()),
            echo_websocket.received(header.lower()),
        )
        if page and page != websocket:
            return evidence(
                Severity.WARNING if strict else None,
                directive=f"proxy_set_header {header}",
                echo=_lt("Odoo received %(header)s on / as %(page)s"),
                echo_websocket=_lt(
                    "Odoo received %(header)s on /websocket as %(websocket)s"
                ),
                values={
                    "header": header,
                    "page": shown(page),
                    "websocket": shown(websocket),
                },
            )
    return None
