"""nginx refuses uploads that Odoo would take: ``client_max_body_size``."""

from ...judge.ladders import Upload
from ...judge.reading import size
from ...judge.rule import Layer, Severity, _lt, evidence, rule

MIB = 1024**2
#: What the large mail providers take in one message: files that people really send pass,
#: so from here on a smaller limit than Odoo's may be meant, and is advice.
AMPLE = 25 * MIB


@rule(
    severity=[Severity.WARNING, Severity.INFO],
    layer=Layer.NGINX,
    directive="client_max_body_size",
    title=_lt(
        "Uploads over %(limit)s are refused by nginx, Odoo would take %(wanted)s"
    ),
    in_order=_lt("The proxy passes uploads as large as Odoo takes."),
    explanation=_lt(
        "nginx answered 413 to an announced body of %(over)s bytes at %(path)s and let %(bytes)s"
        " bytes through. Odoo's own limit is %(wanted)s. nginx's default, when nothing is"
        " written, is 1 MiB."
    ),
    symptom=_lt(
        "Uploading a photo, an attachment or an import file fails with an error of a few words."
    ),
    fix="client_max_body_size %(wanted_mib)sm;",
    concerns=[Upload.MEASURED],
)
def check(body_limit):
    """Convict a 413 below Odoo's own limit; over a long way the border is a little wide."""
    wanted = body_limit.number("wanted_bytes")
    for path, facts in body_limit.part("paths").items():
        if (
            not isinstance(facts, dict)
            or facts.get("refused") is not True
            or not wanted
        ):
            continue
        limit = facts.get("limit_bytes")
        if not isinstance(limit, int):
            continue
        over = facts.get("over_bytes")
        over = over if isinstance(over, int) else limit + 1  # so it was to the byte
        return evidence(
            Severity.INFO if limit >= AMPLE else None,
            location=str(path)[:80],
            body_limit=f"{path}: Content-Length {limit} → accepted, {over} → HTTP 413",
            values={
                "limit": size(limit) if over == limit + 1 else f"≈ {size(limit)}",
                "wanted": size(wanted),
                "bytes": limit,
                "over": over,
                "path": str(path)[:80],
                "wanted_mib": -(-int(wanted) // MIB),
            },
        )
    return None
