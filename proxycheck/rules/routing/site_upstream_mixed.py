"""Pages fail at random: the ``upstream`` of ``/`` has a server that is wrong or does not answer."""

from ...judge.actions import put
from ...judge.ladders import Site
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import says
from ...judge.signs import by_odoo, by_proxy
from ...nginx import PAGES_PASS
from ...words import LIMITING


def _seen_from_outside(echo):
    """Return evidence when only some requests for one page are answered by Odoo."""
    rows = _tries(echo)
    good, bad = [r for r in rows if by_odoo(r)], [r for r in rows if by_proxy(r)]
    return _evidence(good, bad) if good and bad else None


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
    outside=_seen_from_outside,
)
def check(echo, direct_echo):
    """Return evidence of different responses to the same request."""
    rows = _tries(echo)
    good = [row for row in rows if row.proven]
    if not direct_echo.proven or not good or len(good) == len(rows):
        return None
    return _evidence(good, [row for row in rows if not row.proven])


def _tries(echo):
    """The tries that no limit refused."""
    return [row for row in echo.rows("tries") if row.status not in LIMITING]


def _evidence(good, bad):
    return evidence(
        echo=_lt("%(good)s of %(asked)s responses from Odoo; another one: %(seen)s"),
        values={
            "good": len(good),
            "seen": says(bad[0]),
            "asked": len(good) + len(bad),
            "failed": len(bad),
        },
    )
