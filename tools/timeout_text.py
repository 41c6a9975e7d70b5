"""What is known of the timeouts beside a check that did not measure them itself."""

from odoo.tools import format_date

from ..proxycheck.report.fingerprint import TIMEOUT_OF, same_proxy


def is_known(measuring, marks):
    """Say whether the newest full check tried to measure this very proxy's timeouts.

    Arguments as for `sentence`.
    """
    return bool(measuring) and same_proxy(measuring.fingerprint or {}, marks or {})


def sentence(env, measuring, marks):
    """Return whether a full check measured this proxy's timeouts, when, and the result.

    ``measuring``: the newest full check, or none; ``marks``: the fingerprint of the
    proxy as it is now.
    """
    known = measuring.fingerprint or {}
    measured = [
        f"{mark} {value}"
        for mark, value in known.items()
        if mark.startswith(TIMEOUT_OF)
    ]
    if not measured:
        return env._("Timeouts: not measured yet.")
    if not same_proxy(known, marks or {}):
        return env._("Timeouts: not measured since the proxy changed.")
    return env._(
        "Timeouts: %(measured)s, measured on %(day)s.",
        measured=", ".join(measured),
        day=format_date(env, measuring.started_at),
    )
