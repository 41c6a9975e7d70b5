"""nginx refuses uploads that Odoo would accept: ``client_max_body_size``."""

from ...judge.actions import put
from ...judge.ladders import Upload
from ...judge.rule import NOTHING, Layer, Message, Severity, _lt, evidence, rule
from ...judge.sentences import size
from ...proxies import products
from ...proxies.recognise import kind_of

MIB = 1024**2
#: What the large mail providers take in one message: files that people really send are accepted,
#: so from here on a smaller limit than Odoo's may be meant, and is advice.
AMPLE = 25 * MIB
NOT_SHOWN = _lt(
    "This reverse proxy refuses a body that is too large only when it has arrived, and"
    " the check sends no large body. Upload a large file to see it."
)


@rule(
    severity=[Severity.WARNING, Severity.INFO],
    layer=Layer.NGINX,
    directive="client_max_body_size",
    title=_lt("nginx refuses uploads over %(limit)s, Odoo accepts %(wanted)s"),
    in_order=_lt("The reverse proxy accepts uploads as large as Odoo does."),
    explanation=_lt(
        "At %(path)s nginx accepted %(bytes)s bytes, and answered 413 to %(over)s bytes."
        " Odoo's own limit is %(wanted)s. nginx's default is 1 MiB."
    ),
    symptom=_lt(
        "Uploading a photo, an attachment or an import file fails with a short, unhelpful"
        " error."
    ),
    actions=[put("client_max_body_size %(wanted_mib)sm;")],
    concerns=[Upload.MEASURED],
    outside=True,
)
def check(body_limit, echo=NOTHING, malformed=NOTHING):
    """Return evidence of a 413 below Odoo's own limit; over a slow connection the border is wider."""
    # Long, for it names all values of one finding.
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
            body_limit=_lt(
                "%(path)s: Content-Length %(bytes)s accepted, %(over)s: HTTP 413"
            ),
            values={
                "limit": size(limit) if over == limit + 1 else _about(limit),
                "wanted": size(wanted),
                "bytes": limit,
                "over": over,
                "path": str(path)[:80],
                "wanted_mib": -(-int(wanted) // MIB),
            },
        )
    product = products().get(kind_of(echo, malformed))
    return Message(NOT_SHOWN) if product and product.counts_bytes else None


def _about(limit):
    return Message(_lt("about %(size)s"), {"size": size(limit)})
