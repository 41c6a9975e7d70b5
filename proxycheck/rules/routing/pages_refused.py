"""Only some of Odoo's paths are passed: ``/web`` is, ``/`` is not."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive=["return", "auth_basic", "deny"],
    location="/",
    title=_lt("Only some of Odoo's paths are passed to Odoo"),
    in_order=_lt("No path of Odoo's is refused while others pass."),
    explanation=_lt(
        "Requests below /web reach Odoo, one below / was answered %(status)s by %(who)s. Odoo"
        " serves from many prefixes (/odoo, /mail, /bus, /report, …), and every module may add one;"
        " a list of allowed paths breaks with the next."
    ),
    symptom=_lt("Some buttons, reports or images fail with an error of a few words."),
    fix="""location / {
    proxy_pass http://127.0.0.1:%(http_port)s;
}""",
    of_anybody=True,
)
def check(echo):
    """Convict a root that is refused where /web is proven."""
    root = echo.part("root")
    if not echo.proven or not root:
        return None
    directives = {401: "auth_basic", 403: "deny"}
    return evidence(
        directive=directives.get(root.status, ""),
        echo=f"GET below / → HTTP {root.status}; below /web → from Odoo",
        values={"status": root.status, "who": root.text("spoken_by") or "?"},
    )
