"""Odoo's scripts are looked for in a folder of nginx's: a location for file extensions with a ``root``."""

from ...judge.reading import by_proxy, says
from ...judge.rule import Layer, Severity, _lt, evidence, rule

SCRIPTS = ("javascript", "ecmascript")


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["root", "types"],
    location="~* \\.(js|css)$",
    title=_lt("nginx does not get Odoo's scripts from Odoo"),
    in_order=_lt("Odoo's scripts come from Odoo."),
    explanation=_lt(
        "%(path)s, which Odoo has, was answered with %(seen)s (Content-Type %(type)s). A location"
        " for file extensions or for /web/static with a root, alias or try_files of its own serves"
        " a folder instead of Odoo, or serves scripts without their type (mime.types)."
    ),
    symptom=_lt("Odoo shows a white page or one without any style."),
    fix="""location /web/static/ {
    proxy_pass http://127.0.0.1:%(http_port)s;
}""",
)
def check(static):
    """Convict a script that the proxy refuses, or delivers as something else."""
    kind = static.header("content-type")
    refused = (
        by_proxy(static)
        and static.status in (403, 404, 410)
        and static.text("spoken_by") == "nginx"
    )
    mistyped = (
        static.status == 200 and kind and not any(word in kind for word in SCRIPTS)
    )
    if not refused and not mistyped:
        return None
    return evidence(
        directive="" if refused else "types",
        static=f"{static.text('path')} → {says(static)}, Content-Type: {kind or '(absent)'}",
        values={
            "path": static.text("path"),
            "seen": says(static),
            "type": kind or "(absent)",
        },
    )
