"""Pages fail at random: the ``upstream`` of ``/`` has a server that is wrong or does not answer."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...nginx import PAGES_PASS


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="upstream",
    location="/",
    title=_lt(
        "The upstream of the pages has a server that is wrong or does not answer"
    ),
    in_order=_lt("The same page gets the same response each time."),
    explanation=_lt(
        "The same page was requested %(asked)s times on one connection, and %(failed)s"
        " requests did not reach Odoo. Not every server of the upstream is Odoo's port"
        " %(http_port)s."
    ),
    symptom=_lt("Pages fail at random and work after reloading."),
    actions=[put(PAGES_PASS)],
    of_anybody=True,
    concerns=[Site.UNSTEADY],
)
def check(echo, direct_echo):
    """Return evidence of different responses to the same request."""
    rows = [row for row in echo.rows("tries") if row.status not in (429, 503)]
    good = [row for row in rows if row.proven]
    if not direct_echo.proven or not good or len(good) == len(rows):
        return None
    failed = next(row for row in rows if not row.proven)
    return evidence(
        echo=_lt(
            "%(good)s of %(asked)s responses from this Odoo; another one: %(seen)s"
        ),
        values={
            "good": len(good),
            "seen": says(failed),
            "asked": len(rows),
            "failed": len(rows) - len(good),
        },
    )
