"""What is known of the timeouts beside a check that did not measure them itself."""

from odoo.tools import format_date

from ..proxycheck.report.fingerprint import TIMEOUT_OF, same_proxy


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
        return env._("Timeouts were not measured yet: a full check does that.")
    if not same_proxy(known, marks or {}):
        return env._(
            "Timeouts were not measured since the proxy changed: a full check does that."
        )
    return env._(
        "Timeouts: %(measured)s, measured on %(day)s.",
        measured=", ".join(measured),
        day=format_date(env, measuring.started_at),
    )
