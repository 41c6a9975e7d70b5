"""One choice of depth became two: quick checks, and how often a full one."""

from odoo.tools.sql import column_exists

# How these were spelled depended on how much time a check happened to have.
TIMEOUTS = ["proxy_read_timeout of /websocket", "proxy_read_timeout of /"]


def migrate(cr, version):
    """Keep full checks where people chose them, and forget how timeouts were spelled."""
    if not version:
        return
    if column_exists(cr, "proxy_health_target", "depth"):
        cr.execute(
            "UPDATE proxy_health_target SET full_check = 'always' WHERE depth = 'full'"
        )
    cr.execute(
        "UPDATE proxy_health_target SET fingerprint = fingerprint - %s::text[]"
        " WHERE fingerprint IS NOT NULL",
        [TIMEOUTS],
    )
