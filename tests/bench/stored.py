"""What checks leave in the database: a quarter's bytes and rows, and WAL for each."""

import math
import time

from bench import Row
from bench._apart import (
    NAME,
    analyze,
    fall_due,
    multiply,
    odoo_apart,
    query,
    targets,
    wait_for,
    wake_cron,
)
from psycopg2 import sql

from lab import database

SAMPLE = 30
#: Hourly, for a quarter: 24 * 90.
QUARTER = 2160
BUDGET_MB, WAL_KB = 3.0, 60.0
#: The vacuum does a part at a time.
PARTS = 5
#: So many checks may be whole, and the action that thins the others has so long.
WHOLE, PATIENCE_S = 24, 300


def measure(lab):
    """Yield the WAL of a check that the cron runs, and what a quarter of them stores."""
    with odoo_apart(lab) as (server, odoo):
        with lab.proxy("healthy", server=server) as nginx:
            ids = targets(odoo, nginx, 1)
            run(ids)  # what is written once: models' caches, first rows
            before, position = stored(), wal()
            for _count in range(SAMPLE):
                run(ids)
            written = (wal() - position) / SAMPLE / 1000
            fresh = (stored() - before) / SAMPLE / 1000
        yield Row(
            "WAL of a check that the cron runs",
            f"≤ {WAL_KB:.0f} kB",
            f"{written:.0f} kB (without images of full pages)",
            written <= WAL_KB,
        )
        yield quarter(odoo, before, fresh)


def run(ids):
    """Let the address fall due and wait for the cron's check."""
    over = wait_for(ids, 0, 0)
    fall_due(ids)
    if wait_for(ids, over + 1, 120) == over:
        raise RuntimeError("the cron ran no check")


def quarter(odoo, before, fresh):
    """Make a quarter of the sample, let Odoo's actions thin it, and weigh what is left."""
    copy_sample(math.ceil(QUARTER / SAMPLE) - 1)
    thin()
    for _part in range(PARTS):
        vacuum = odoo.rpc(
            "ir.model.data",
            "search_read",
            domain=[("module", "=", "base"), ("name", "=", "autovacuum_job")],
            fields=["res_id"],
        )
        odoo.rpc("ir.cron", "method_direct_trigger", ids=[vacuum[0]["res_id"]])
    megabytes = (stored() - before) / 1e6
    checks, rows = query("SELECT count(*) FROM proxy_health_check")[0][0], rows_of_all()
    return Row(
        f"stored of one address, {QUARTER} hourly checks",
        f"≤ {BUDGET_MB:.0f} MB",
        f"{megabytes:.1f} MB, {rows:,} rows of {checks:,} checks;"
        f" a new check {fresh:.1f} kB",
        megabytes <= BUDGET_MB,
    )


def thin():
    """Wake the scheduled action and wait until it has thinned what is no longer new."""
    wake_cron()
    end = time.monotonic() + PATIENCE_S
    while whole() > WHOLE and time.monotonic() < end:
        time.sleep(1)


def whole():
    """How many checks keep everything."""
    return query("SELECT count(*) FROM proxy_health_check WHERE thinned IS NOT TRUE")[
        0
    ][0]


def copy_sample(times):
    """Copy every check with all that belongs to it, then date them an hour apart."""
    found = query("SELECT id FROM proxy_health_check ORDER BY id DESC LIMIT %s", SAMPLE)
    for (old,) in found:
        multiply("proxy_health_check", f"t.id = {old}", times)
        ((last,),) = query("SELECT max(id) FROM proxy_health_check")
        for table, column in belonging():
            new = {column: f"{last} - g + 1"}
            multiply(table, f't."{column}" = {old}', times, **new)
    query(
        """ UPDATE proxy_health_check c
               SET create_date = now() AT TIME ZONE 'UTC' - age.hours * interval '1 hour',
                   started_at = now() AT TIME ZONE 'UTC' - age.hours * interval '1 hour'
              FROM (SELECT id, row_number() OVER (ORDER BY id DESC) AS hours
                      FROM proxy_health_check) AS age
             WHERE age.id = c.id """
    )


def belonging():
    """The ``(table, column)`` of all rows that are deleted with their check."""
    return query(
        """ SELECT conrelid::regclass::text, attname
              FROM pg_constraint JOIN pg_attribute
                ON attrelid = conrelid AND attnum = conkey[1]
             WHERE contype = 'f' AND confdeltype = 'c'
               AND confrelid = 'proxy_health_check'::regclass """
    )


def tables():
    """The names of the addon's tables."""
    found = query("SELECT relname FROM pg_class WHERE relkind = 'r'")
    return [name for (name,) in found if name.startswith("proxy_health_")]


def stored():
    """The bytes of the addon's tables with indexes and large values, without gaps."""
    with database.cursor(NAME) as cr:
        for table in tables():
            cr.execute(sql.SQL("VACUUM FULL {}").format(sql.Identifier(table)))
    return sum(query("SELECT pg_total_relation_size(%s)", t)[0][0] for t in tables())


def rows_of_all():
    """How many rows the addon's tables have together."""
    analyze()
    (count,) = query(
        "SELECT sum(reltuples)::bigint FROM pg_class WHERE relname = ANY(%s)", tables()
    )[0]
    return count


def wal():
    """How many bytes the cluster ever wrote ahead."""
    return query("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")[0][0]
