"""A client's own ``X-Forwarded-Host`` or ``-Proto`` replaces what nginx would set."""

from ...judge.actions import put
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import shown
from ...judge.signs import last

HEADERS = ("X-Forwarded-Host", "X-Forwarded-Proto")


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive=[f"proxy_set_header {header}" for header in HEADERS],
    location="/",
    title=_lt("A client can forge %(header)s"),
    in_order=_lt("No forged header replaces one that the reverse proxy sets."),
    explanation=_lt(
        "The client sent %(header)s %(sent)s itself, and Odoo received %(arrived)s. So the"
        " client chooses the name or scheme of Odoo's links and mails, password resets"
        " included."
    ),
    symptom=_lt("Nothing at first. Mails with forged links, when somebody tries."),
    actions=[
        put("proxy_set_header X-Forwarded-Host $http_host;"),
        put("proxy_set_header X-Forwarded-Proto $scheme;"),
    ],
)
def check(echo, echo_forged):
    """Return evidence of a forged value that arrives although nginx sets one on other requests."""
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
                echo_forged=_lt("sent %(header)s %(sent)s; Odoo received %(arrived)s"),
                values={
                    "header": header,
                    "sent": f"“{sent}”",
                    "arrived": shown(arrived),
                },
            )
    return None
