"""One of the name's addresses does not answer, another one does."""

import ipaddress

from ...judge.actions import add
from ...judge.rule import Layer, Severity, _lt, evidence, rule
from ...judge.sentences import outcome
from ...judge.signs import by_odoo


def _seen_from_outside(server_addresses):
    """Return evidence of the same, where an Odoo answers at another address."""
    tried = server_addresses.rows("tries")
    return _dead(tried) if any(map(by_odoo, tried)) else None


@rule(
    severity=Severity.WARNING,
    layer=Layer.NETWORK,
    directive="listen",
    title=_lt("%(address)s does not answer, although the name points to it"),
    in_order=_lt("No address of the name fails beside a working one."),
    explanation=_lt(
        "The name has %(count)s addresses. %(address)s (%(family)s) gave no response:"
        " %(outcome)s. Another address leads to this Odoo. Either nginx does not listen there,"
        " or the DNS record is old. IPv6 needs a listen line of its own, with “ssl” behind it"
        " for https."
    ),
    symptom=_lt("Some users wait for seconds at every connection, or cannot connect."),
    actions=[add("listen [::]:%(port)s;", "server")],
    outside=_seen_from_outside,
)
def check(server_addresses):
    """Return evidence of a refused or silent address beside one that leads to this Odoo."""
    tried = server_addresses.rows("tries")
    return _dead(tried) if any(row.proven for row in tried) else None


def _dead(tried):
    for row in tried:
        dead = row.text("outcome") in ("refused", "timeout")
        if dead and not _loopback(row.text("address")):
            return evidence(
                server_addresses=_lt("%(address)s (%(family)s): %(outcome)s"),
                values={
                    "address": row.text("address"),
                    "family": row.text("family"),
                    "outcome": outcome(row),
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
