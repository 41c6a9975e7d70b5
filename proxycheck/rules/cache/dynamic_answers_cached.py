"""One visitor's answer is served to the next: ``proxy_cache`` on pages."""

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NGINX,
    directive="proxy_cache",
    location="/web",
    title=_lt("nginx answers Odoo's pages from a cache"),
    in_order=_lt("Pages do not come from a cache."),
    explanation=_lt(
        "Two requests for the same fresh address got one and the same answer (%(served)s): the"
        " second never reached Odoo. What Odoo answers belongs to the person who asked."
    ),
    symptom=_lt("People see old data, or somebody else's."),
    fix="proxy_cache off;",
)
def check(cache):
    """Convict two answers that are one."""
    served = cache.texts("served")
    if not cache.proven or len(served) != 2 or not served[0] or served[0] != served[1]:
        return None
    return evidence(
        cache=f"two requests, one answer: {served[0]}", values={"served": served[0]}
    )
