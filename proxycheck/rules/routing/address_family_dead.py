"""One of the name's addresses does not answer, others do."""

import ipaddress

from ...judge.rule import Layer, Severity, _lt, evidence, rule


@rule(
    severity=Severity.WARNING,
    layer=Layer.NETWORK,
    directive="listen",
    title=_lt("%(address)s does not answer, although the name leads there"),
    in_order=_lt("No address behind the name is dead beside a working one."),
    explanation=_lt(
        "The name has %(count)s addresses. %(address)s (%(family)s) gave no answer (%(outcome)s)"
        " while another one leads to this Odoo. Either nginx does not listen there (“listen"
        " [::]:443 ssl” for IPv6), or the name's record is old."
    ),
    symptom=_lt(
        "Some people wait seconds for every connection or cannot connect at all."
    ),
    fix="listen [::]:%(port)s;",
)
def check(server_addresses):
    """Convict a refused or silent address beside one that is proven."""
    tried = server_addresses.rows("tried")
    if not any(row.proven for row in tried):
        return None
    for row in tried:
        dead = row.text("outcome") in ("refused", "timeout")
        if dead and not _loopback(row.text("address")):
            return evidence(
                server_addresses=f"{row.text('address')} ({row.text('family')}) → {row.text('outcome')}",
                values={
                    "address": row.text("address"),
                    "family": row.text("family"),
                    "outcome": row.text("outcome"),
                    "count": len(tried),
                },
            )
    return None


def _loopback(address):
    """Whether an address is of this machine only: “localhost” has one no visitor uses."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True
