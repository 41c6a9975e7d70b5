"""nginx looks for Odoo's scripts in a folder of its own: a location for file extensions with a ``root``."""

from ...judge.actions import add, put, replace
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import ABSENT, says
from ...judge.signs import by_proxy
from ...nginx import FORWARDED, PAGES_PASS

SCRIPTS = ("javascript", "ecmascript")


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive=["root", "types"],
    location="~* \\.(js|css)$",
    title=_lt("nginx does not get Odoo's scripts from Odoo"),
    in_order=_lt("Odoo's scripts come from Odoo."),
    explanation=_lt(
        "%(path)s, which Odoo has, was answered with: %(seen)s (Content-Type %(type)s). A"
        " location block for file extensions or for /web/static has a root, an alias or a"
        " try_files. It serves a folder instead of Odoo, or serves scripts without their type"
        " (mime.types)."
    ),
    symptom=_lt("Odoo shows a white page, or a page without styles."),
    actions=[replace("root …;", PAGES_PASS), *map(put, FORWARDED)],
    outside=True,
)
def check(static):
    """Return evidence of a script that the proxy refuses, or delivers as something else."""
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
        actions=() if refused else [add("include mime.types;", "http")],
        static=_lt("%(path)s: %(seen)s, Content-Type: %(type)s"),
        values={
            "path": static.text("path"),
            "seen": says(static),
            "type": kind or ABSENT,
        },
    )
