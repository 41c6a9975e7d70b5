"""An Odoo of the benchmark's own: what is filled or loaded here, nobody else sees."""

import contextlib
import signal
import time

from psycopg2 import sql

from lab import database, processes, stage
from lab.ports import LOOPBACK
from lab.rpc import Odoo

NAME = "bench"


@contextlib.contextmanager
def odoo_apart(lab):
    """Yield ``(server, Odoo)`` with an empty database, its own workers and cron."""
    # The database with the addon that is copied may have no other user.
    processes.stop("odoo-other", how=signal.SIGINT, patience=5)
    database.copy(stage.OTHER, NAME)
    try:
        with lab.variant(NAME, db=NAME, max_cron_threads=2) as server:
            yield server, Odoo(server, stage.key())
    finally:
        database.drop(NAME)


def query(text, *values):
    """The rows of a statement in the benchmark's database, as tuples."""
    with database.cursor(NAME) as cr:
        cr.execute(text, values)
        return cr.fetchall() if cr.description else []


def targets(odoo, nginx, count):
    """Make addresses that all lead to one proxy, none of them due; return their ids."""
    port = nginx.url.rpartition(":")[2]
    return odoo.rpc(
        "proxy.health.target",
        "create",
        vals_list=[
            {
                "name": f"Shop {number}",
                "address": f"http://shop{number}.example.com:{port}",
                "connect_to": f"{LOOPBACK}:{port}",
            }
            for number in range(count)
        ],
    )


def fall_due(ids):
    """Make these addresses due, and wake the cron as the passing of time does."""
    query(
        "UPDATE proxy_health_target SET next_check_at = now() AT TIME ZONE 'UTC'"
        " WHERE id IN %s",
        tuple(ids),
    )
    wake_cron()


def wake_cron():
    """Let the scheduled action run now."""
    query(
        "INSERT INTO ir_cron_trigger (cron_id, call_at, create_date)"
        " SELECT res_id, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'"
        " FROM ir_model_data WHERE module = 'proxy_health' AND name = 'ir_cron_run'"
    )
    with database.cursor() as cr:
        cr.execute("SELECT pg_notify('cron_trigger', %s)", [NAME])


def ended(ids):
    """How many checks of these addresses are over."""
    counted = query(
        "SELECT count(*) FROM proxy_health_check"
        " WHERE state NOT IN ('queued', 'running') AND target_id IN %s",
        tuple(ids),
    )
    return counted[0][0]


def wait_for(ids, count, seconds):
    """Wait until so many checks of these addresses are over; return how many are."""
    end = time.monotonic() + seconds
    while (over := ended(ids)) < count and time.monotonic() < end:
        time.sleep(0.1)
    return over


def analyze():
    """Let PostgreSQL know what was filled in, as its own vacuum does in time."""
    query("ANALYZE")


# Long, for one SQL statement is put together here.
def multiply(table, where, count, **columns):
    """Copy a table's row `count` times, ``g`` = 1 … count; `columns` are SQL instead.

    The ids are new, and everything else stays as it is.
    """
    names = [
        name
        for (name,) in query(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name <> 'id' AND is_generated = 'NEVER'",
            table,
        )
    ]
    values = [sql.SQL(columns.get(n) or f't."{n}"') for n in names]
    with database.cursor(NAME) as cr:
        cr.execute(
            sql.SQL(
                "INSERT INTO {table} ({names}) SELECT {values}"
                " FROM {table} t, generate_series(1, {count}) g WHERE {where}"
            ).format(
                table=sql.Identifier(table),
                names=sql.SQL(", ").join(map(sql.Identifier, names)),
                values=sql.SQL(", ").join(values),
                count=sql.Literal(count),
                where=sql.SQL(where),
            )
        )
