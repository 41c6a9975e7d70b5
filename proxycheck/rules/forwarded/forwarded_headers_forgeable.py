"""A client's own ``X-Forwarded-Host`` or ``-Proto`` wins over what nginx would set."""

from ...judge.reading import last, shown
from ...judge.rule import Layer, Severity, _lt, evidence, rule

HEADERS = ("X-Forwarded-Host", "X-Forwarded-Proto")


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive=[f"proxy_set_header {header}" for header in HEADERS],
    location="/",
    title=_lt("A visitor can forge %(header)s"),
    in_order=_lt("No forged header replaces one that the proxy sets."),
    explanation=_lt(
        "A request that brought %(header)s %(sent)s of its own reached Odoo with %(arrived)s. So"
        " whoever asks decides which name or scheme stands in Odoo's links and mails, password"
        " resets included."
    ),
    symptom=_lt("Nothing at first; mails with forged links when somebody tries."),
    fix="""proxy_set_header X-Forwarded-Host $http_host;
proxy_set_header X-Forwarded-Proto $scheme;""",
)
def check(echo, echo_forged):
    """Convict a forged value that arrives although an honest request gets one from nginx."""
    if not (echo.proven and echo_forged.proven):
        return None
    for header in HEADERS:
        name = header.lower()
        sent = echo_forged.part("forged").text(name)
        arrived = echo_forged.received(name)
        honest = echo.received(name)
        if sent and honest and last(arrived) == sent and last(honest) != sent:
            return evidence(
                directive=f"proxy_set_header {header}",
                echo_forged=f"sent {header} “{sent}”; it reached Odoo as {shown(arrived)}",
                values={
                    "header": header,
                    "sent": f"“{sent}”",
                    "arrived": shown(arrived),
                },
            )
    return None
