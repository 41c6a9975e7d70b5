"""Pages come only sometimes: the ``upstream`` of ``/`` has a server that is wrong or dead."""

from ...judge.ladders import Site
from ...judge.reading import says
from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.CRITICAL,
    layer=Layer.NGINX,
    directive="upstream",
    location="/",
    title=_lt("The upstream of the pages has a server that is wrong or dead"),
    in_order=_lt("Pages get the same answer each time."),
    explanation=_lt(
        "The same page, asked %(asked)s times on one connection, came from Odoo only some of the"
        " times: %(failed)s failed. Not every server of the upstream is Odoo's port %(http_port)s."
    ),
    symptom=_lt("Pages fail at random and work after reloading."),
    fix="""upstream odoo {
    server 127.0.0.1:%(http_port)s;
}""",
    of_anybody=True,
    concerns=[Site.UNSTEADY],
)
def check(echo, direct_echo):
    """Convict different answers to one question."""
    rows = [row for row in echo.rows("tries") if row.status not in (429, 503)]
    good = [row for row in rows if row.proven]
    if not direct_echo.proven or not good or len(good) == len(rows):
        return None
    failed = next(row for row in rows if not row.proven)
    return evidence(
        echo=f"{len(good)} of {len(rows)} answers from this Odoo; one other → {says(failed)}",
        values={"asked": len(rows), "failed": len(rows) - len(good)},
    )
