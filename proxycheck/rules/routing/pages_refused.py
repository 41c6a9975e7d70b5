"""Only some of Odoo's paths are forwarded: ``/web`` is, ``/`` is not."""

from ...judge.actions import put, remove, replace
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import writer
from ...nginx import FORWARDED, PAGES_PASS

#: What refuses with this status, and what ends that.
REFUSED = {
    401: ("auth_basic", [put("auth_basic off;")]),
    403: ("deny", [remove("deny …;"), put("allow all;")]),
}


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive=["return", "auth_basic", "deny"],
    location="/",
    title=_lt("Only some of Odoo's paths are forwarded to Odoo"),
    in_order=_lt("No path is refused while others are forwarded."),
    explanation=_lt(
        "Requests below /web reach Odoo. A request below / was answered %(status)s by"
        " %(who)s. Odoo uses many prefixes (/odoo, /mail, /bus, /report, …), and every module"
        " may add one. A list of allowed paths breaks with the next module."
    ),
    symptom=_lt("Some buttons, reports or images fail with a short, unhelpful error."),
    actions=[replace("return …;", PAGES_PASS), *map(put, FORWARDED)],
)
def check(echo):
    """Return evidence when / is refused and /web is not."""
    root = echo.part("root")
    if not echo.proven or not root:
        return None
    directive, actions = REFUSED.get(root.status, ("", ()))
    return evidence(
        directive=directive,
        actions=actions,
        echo=_lt("GET below /: HTTP %(status)s; below /web: from Odoo"),
        values={"status": root.status, "who": writer(root)},
    )
