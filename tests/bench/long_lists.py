"""The lists of a database with a hundred thousand checks: how long they take to open."""

import statistics
import time
from xml.etree import ElementTree

from bench import Row
from bench._apart import (
    analyze,
    fall_due,
    multiply,
    odoo_apart,
    query,
    targets,
    wait_for,
)

CHECKS = 100_000
ADDRESSES = 200
BUDGET_MS = 300.0
TIMES = 11
#: As the web client asks: one page, and a count that stops.
PAGE, COUNTED = 80, 10_001
LISTS = {
    "checks": "proxy.health.check",
    "addresses": "proxy.health.target",
    "findings": "proxy.health.finding",
}


def measure(lab):
    """Yield how long the list of each model takes, over RPC as the web client asks."""
    with odoo_apart(lab) as (server, odoo):
        with lab.proxy("upload_limit_too_small", server=server) as nginx:
            ids = targets(odoo, nginx, ADDRESSES)
            fall_due(ids[:1])
            wait_for(ids, 1, 60)
        fill(ids)
        for name, model in LISTS.items():
            yield opened(odoo, name, model)


def fill(ids):
    """Copy one real check, spread over the addresses, an hour apart, newest last.

    Only the last two thousand keep what was seen and have findings: no list shows more
    of it, and copies of it all would fill gigabytes.
    """
    newest, light = 2000, CHECKS - 2000
    ((first,),) = query("SELECT id FROM proxy_health_check ORDER BY id LIMIT 1")
    moment = f"now() AT TIME ZONE 'UTC' - ({CHECKS} - g - {{}}) * interval '1 minute'"
    heavy = query(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = 'proxy_health_check' AND data_type IN ('json', 'jsonb')"
    )
    for count, done, empty in ((light, 0, heavy), (newest, light, [])):
        columns = {name: moment.format(done) for name in ("create_date", "started_at")}
        columns["target_id"] = f"{ids[0]} + g % {ADDRESSES}"
        columns |= {name: "NULL" for (name,) in empty}
        multiply("proxy_health_check", f"id = {first}", count, **columns)
    for (finding,) in query(
        "SELECT id FROM proxy_health_finding WHERE check_id = %s", first
    ):
        check_id = "(SELECT max(id) FROM proxy_health_check) - g + 1"
        multiply("proxy_health_finding", f"id = {finding}", newest, check_id=check_id)
    analyze()


def opened(odoo, name, model):
    """A row of how long the list's first page takes."""
    fields = shown(odoo, model)
    took, page = [], {}
    for _count in range(TIMES):
        begin = time.monotonic()
        page = odoo.rpc(
            model,
            "web_search_read",
            domain=[],
            specification=fields,
            limit=PAGE,
            count_limit=COUNTED,
        )
        took.append((time.monotonic() - begin) * 1000)
    median = statistics.median(took)
    return Row(
        f"list of {name}, {CHECKS:,} checks",
        f"median ≤ {BUDGET_MS:.0f} ms",
        f"median {median:.0f} ms, maximum {max(took):.0f} ms"
        f" ({page['length']} counted)",
        median <= BUDGET_MS and len(page["records"]) == PAGE,
    )


def shown(odoo, model):
    """The specification of the fields that the model's list shows."""
    views = odoo.rpc(model, "get_views", views=[[False, "list"]])
    tree = ElementTree.fromstring(views["views"]["list"]["arch"])
    known = views["models"][model]["fields"]
    named = {node.get("name") for node in tree.iter("field")}
    many2one = {"fields": {"display_name": {}}}
    return {
        name: many2one if known[name]["type"] == "many2one" else {} for name in named
    }
