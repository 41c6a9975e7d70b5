"""Redaction of the largest report, in a company of fifty thousand people."""

import json
import random

from bench import Row
from bench._apart import NAME, analyze, multiply, odoo_apart, query

from lab.folders import HOME
from lab.server import command
from proxycheck.fact import HEADERS

USERS = 50_000
BUDGET_MS = 20.0
TIMES = 5
#: What a peer may fill an observation with: 32 kB of facts (MAX_FACTS_BYTES) in texts
#: of 1,024 characters (MAX_TEXT): so many headers, and some room for their names.
HEADERS_EACH, LENGTH = 26, 1024
#: Nearly addresses, names, keys and mail, as a peer sends that wants the search slow;
#: words that could be somebody's name stand between them.
NEARLY = ("1.2.3.", "fd00::", "a.b-", "Bearer ", "x@y.", "token-", "://a:b@", "key=")

# Runs in Odoo's shell: the report is made before the clock starts, so that what is
# measured is the redaction and the users it asks for.
SCRIPT = """
import json, time
check = env["proxy.health.check"].search([("state", "=", "done")], limit=1)
took = []
for _count in range({times}):
    env.invalidate_all()
    size = len(json.dumps(check.report))
    begin = time.perf_counter()
    check.support_report()
    took.append((time.perf_counter() - begin) * 1000)
json.dump({{"took": took, "size": size}}, open({path!r}, "w"))
"""


def measure(lab):
    """Return how long ``support_report()`` takes beside making the report."""
    with odoo_apart(lab) as (server, odoo):
        with lab.proxy("upload_limit_too_small", server=server) as nginx:
            odoo.rpc("proxy.health.check", "run_check", base_url=nginx.url)
        swell()
        people()
        took, size = timed()
    # The first call of a process also loads what later ones find in memory.
    first, later = took[0], sorted(took[1:])
    median = later[len(later) // 2]
    return Row(
        f"redaction, {size / 1e6:.1f} MB of report, {USERS:,} users",
        f"median ≤ {BUDGET_MS:.0f} ms",
        f"median {median:.0f} ms, the first {first:.0f} ms",
        median <= BUDGET_MS,
    )


def swell():
    """Fill the stored observations with as much as a hostile peer can."""
    ((seen,),) = query("SELECT observations FROM proxy_health_check LIMIT 1")
    letters, names = random.Random(1), sorted(HEADERS)[:HEADERS_EACH]
    for one in seen:
        one["facts"]["headers"] = {name: hostile(letters) for name in names}
    query("UPDATE proxy_health_check SET observations = %s", json.dumps(seen))


def hostile(letters):
    """A text of the greatest length, unlike every other."""
    words = ("".join(letters.choices("abcdefgh", k=7)) for _count in range(LENGTH // 8))
    return " ".join(words)[: LENGTH // 2] + letters.choice(NEARLY) * (LENGTH // 16)


def people():
    """Copy a user, with a partner, a login and a name of their own each."""
    columns = {"name": "'Mr ' || g", "complete_name": "'Mr ' || g"}
    admin = "t.id = (SELECT partner_id FROM res_users WHERE login = 'admin')"
    multiply("res_partner", admin, USERS, **columns)
    ((last,),) = query("SELECT max(id) FROM res_partner")
    columns = {"login": "'person' || g", "partner_id": f"{last} - g + 1"}
    multiply("res_users", "t.login = 'admin'", USERS, **columns)
    analyze()


def timed():
    """Run the script in Odoo's shell; return ``(milliseconds of each call, bytes)``."""
    script, result = HOME / "redaction.py", HOME / "redaction.json"
    script.write_text(SCRIPT.format(times=TIMES, path=str(result)))
    with script.open() as lines:
        command(NAME, "shell", "--no-http", log="bench-redaction", stdin=lines)
    told = json.loads(result.read_text())
    return told["took"], told["size"]
