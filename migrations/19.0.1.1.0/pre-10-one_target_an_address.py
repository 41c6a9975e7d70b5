"""One target an address: those that name the same one become one.

They are merged, not renamed: what is known of an address then stands in one place, and
monitors get one series. The target that stays is this Odoo's own, else a watched one,
else the oldest; it keeps its settings, takes what it left empty from the others, and
gets their checks, mutes, alerts, messages and followers.
"""

import logging

from odoo.addons.proxy_health.proxycheck.address import clean_address
from odoo.addons.proxy_health.proxycheck.errors import BadAddress

_logger = logging.getLogger(__name__)

# What hangs on a target, and by which columns the target has each once.
CHILDREN = {
    "proxy_health_check": (),
    "proxy_health_webhook": (),
    "proxy_health_mute": ("code",),
    "proxy_health_alert": ("code",),
    "proxy_health_lifetime": ("date", "seconds", "close_code"),
}
# The same for what refers to a record by its model's name.
BY_NAME = {
    "mail_message": ("model", ()),
    "mail_activity": ("res_model", ()),
    "mail_followers": ("res_model", ("partner_id",)),
    "ir_attachment": ("res_model", ()),
}
EMPTY = ("name", "connect_to", "ca_file", "webhook_url", "webhook_secret")
MODEL = "proxy.health.target"


def migrate(cr, version):
    """Run before the unique index is made, which duplicates would prevent."""
    # Odoo would fill it by reading every check of the history; the next one will do.
    cr.execute(
        "ALTER TABLE proxy_health_check ADD COLUMN IF NOT EXISTS monitored jsonb"
    )
    for kept, *others in duplicates(cr):
        for other in others:
            merge(cr, kept, other)
            _logger.info("Proxy Health: target %s was a double of %s", other, kept)


def duplicates(cr):
    """Spell all addresses as one does today; return the ids of each one's targets."""
    cr.execute("SELECT value FROM ir_config_parameter WHERE key = 'web.base.url'")
    own = _clean((cr.fetchone() or [""])[0])
    cr.execute(
        """
        SELECT target.id, target.address
          FROM proxy_health_target AS target
          LEFT JOIN ir_model_data AS named
            ON named.model = %s AND named.res_id = target.id
           AND named.module = 'proxy_health'
         ORDER BY named.id IS NULL, target.active DESC, target.id
        """,
        [MODEL],
    )
    same = {}
    for target, address in cr.fetchall():
        spelled = _clean(address) if address else None
        if spelled != address:
            cr.execute(
                "UPDATE proxy_health_target SET address = %s WHERE id = %s",
                [spelled, target],
            )
        same.setdefault(spelled or own, []).append(target)
    return list(same.values())


def merge(cr, kept, other):
    """Move all that hangs on one target to another one, and delete the first."""
    # Long, for each statement has its SQL beside it.
    for table, once_by in CHILDREN.items():
        _move(cr, table, "target_id", once_by, kept, other)
    for table, (column, once_by) in BY_NAME.items():
        _move(cr, table, "res_id", once_by, kept, other, f"{column} = '{MODEL}'")
        cr.execute(
            f"DELETE FROM {table} WHERE {column} = %s AND res_id = %s",  # noqa: S608
            [MODEL, other],
        )
    taken = ", ".join(f"{one} = COALESCE(kept.{one}, other.{one})" for one in EMPTY)
    cr.execute(
        f"""
        UPDATE proxy_health_target AS kept
           SET {taken}, active = kept.active OR other.active
          FROM proxy_health_target AS other
         WHERE kept.id = %s AND other.id = %s
        """,  # noqa: S608
        [kept, other],
    )
    cr.execute(
        """
        INSERT INTO proxy_health_target_res_users_rel
        SELECT %s, res_users_id FROM proxy_health_target_res_users_rel
         WHERE proxy_health_target_id = %s
            ON CONFLICT DO NOTHING
        """,
        [kept, other],
    )
    cr.execute("DELETE FROM proxy_health_target WHERE id = %s", [other])


def _move(cr, table, column, once_by, kept, other, where="true"):
    """Give rows to the kept target, but for those that it has already."""
    same = " AND ".join(f"own.{one} = moved.{one}" for one in once_by)
    unless = (
        f"AND NOT EXISTS (SELECT FROM {table} AS own"  # noqa: S608
        f" WHERE own.{column} = %s AND {where} AND {same})"
    )
    cr.execute(
        f"UPDATE {table} AS moved SET {column} = %s"  # noqa: S608
        f" WHERE {column} = %s AND {where} {unless if once_by else ''}",
        [kept, other, *([kept] if once_by else [])],
    )


def _clean(address):
    try:
        return clean_address(address)
    except BadAddress:
        return address
