"""``/`` and ``/websocket`` tell Odoo different things about one visitor."""

from ...judge.reading import shown, works
from ...judge.rule import Layer, Severity, _lt, evidence, rule

#: Without this one Odoo ignores the others; a scheme alone misleads nobody on a
#: websocket, unless ODOO_BUS_PUBLIC_SAMESITE_WS compares it.
DECIDING = "X-Forwarded-Host"
HEADERS = (DECIDING, "X-Forwarded-Proto")


@rule(
    severity=[Severity.INFO, Severity.WARNING],
    layer=Layer.NGINX,
    directive=[f"proxy_set_header {header}" for header in HEADERS],
    location="/websocket",
    title=_lt("Pages and websocket tell Odoo different things about the visitor"),
    in_order=_lt("No difference between pages and websocket misleads Odoo."),
    explanation=_lt(
        "%(header)s reached Odoo as %(page)s on / and as %(websocket)s on /websocket. A block that"
        " sets any proxy_set_header inherits none from outside. Odoo notes the"
        " address of each websocket in the person's list of devices, and takes the proxy's for"
        " it. Where ODOO_BUS_PUBLIC_SAMESITE_WS is set, it takes the socket for a stranger's."
    ),
    symptom=_lt(
        "People find the proxy's address among their devices; with that setting, they are"
        " connected but anonymous."
    ),
    fix="""proxy_set_header X-Forwarded-Host $http_host;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;""",
)
def check(echo, echo_websocket, handshake, direct_odoo):
    """Tell of a header that is right on / and missing or different on a working /websocket."""
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
                echo=f"{header} on / reached Odoo as {shown(page)}",
                echo_websocket=f"{header} on /websocket reached Odoo as {shown(websocket)}",
                values={
                    "header": header,
                    "page": shown(page),
                    "websocket": shown(websocket),
                },
            )
    return None
