"""Full checks by the scheduled action of Odoos with default limits, at the worst moment.

Each of the two has a database of its own and one cron worker. Most of their three and a
half minutes is waiting, so they begin with the session, beside all other tests.
"""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from lab import database, processes, stage
from lab.commands import LabError, wait_until
from lab.folders import LOGS
from lab.rpc import Odoo

CHECKS, CRON = "proxy.health.check", "proxy_health.ir_cron_run"
#: A cron worker sleeps 69 s, the job before takes up to 70 s, the check 110 s.
PATIENCE = 280
#: How the prefork and the threaded server say that a limit was overstepped.
TRACES = ("timeout after", "real time limit", "Initiating server reload")


@dataclass
class Ended:
    """What became of a check: its record, the facts of each probe, what Odoo ended."""

    check: dict
    facts: dict
    killed: list


class FullChecks:
    """Both checks; `ended(name)` waits for ``prefork`` or ``threaded``."""

    def __init__(self, lab):
        self._lab = lab
        self._given_up = threading.Event()
        processes.stop("odoo-other")  # a database is copied while nobody uses it
        for name in ("full_prefork", "full_threaded"):
            database.copy(stage.OTHER, name)
        self._pool = ThreadPoolExecutor(2)
        self._running = {
            "prefork": self._pool.submit(self._run, "full_prefork", self._by_schedule),
            "threaded": self._pool.submit(
                self._run, "full_threaded", self._by_button, workers=0
            ),
        }

    def ended(self, name):
        """Return the `Ended` of a check."""
        return self._running[name].result()

    def close(self):
        """Give up what still runs, and remove the databases."""
        self._given_up.set()
        self._pool.shutdown(cancel_futures=True)
        for name in ("full_prefork", "full_threaded"):
            database.drop(name)

    def _run(self, name, begin, **options):
        variant = self._lab.variant(name, db=name, max_cron_threads=1, **options)
        # What an earlier session's Odoo wrote is no concern of this one.
        (LOGS / f"odoo-{name}.log").unlink(missing_ok=True)
        with contextlib.ExitStack() as stack:
            server = stack.enter_context(variant)
            proxy = stack.enter_context(self._lab.proxy("healthy", server=server))
            odoo = Odoo(server, self._lab.odoo.key)
            odoo.rpc(
                "ir.config_parameter", "set_param", key="web.base.url", value=proxy.url
            )
            begin(odoo)
            ends = (self._given_up.is_set, lambda: killed(server), lambda: over(odoo))
            wait_until(lambda: any(end() for end in ends), PATIENCE, name)
            return self._told(odoo, server)

    def _told(self, odoo, server):
        fields = ["state", "because", "scheduled", "observations", "duration_ms"]
        (check,) = full_checks_of(odoo, fields=fields, order="id desc", limit=1)
        facts = {
            f"{seen['vantage']}.{seen['probe']}": seen["facts"]
            for seen in check.pop("observations") or []
        }
        return Ended(check, facts, killed(server))

    def _by_schedule(self, odoo):
        """Be due when the worker wakes up by itself: it has slept 60 to 69 s by then."""
        # An address's first check is a quick one. It is refused while the scheduled
        # action makes it by itself.
        with contextlib.suppress(LabError):
            odoo.rpc(CHECKS, "run_check")
        occupy(odoo, 20)
        make_due(odoo.db)

    def _by_button(self, odoo):
        """Have another action take more than half of the time first."""
        occupy(odoo, 70)
        odoo.rpc(CHECKS, "start", depth="full")


def occupy(odoo, seconds):
    """Have another scheduled action run for that long before ours."""
    (model,) = odoo.rpc("ir.model", "search", domain=[("model", "=", "res.partner")])
    job = {
        "name": "Busy",
        "model_id": model,
        "state": "code",
        "code": f"time.sleep({seconds})",
        "interval_number": 1,
        "interval_type": "days",
        "priority": 1,
    }
    odoo.rpc("ir.cron", "create", vals_list=[job])


def make_due(db):
    """Let the scheduled action and its address be due, without waking any worker."""
    with database.cursor(db) as cr:
        cr.execute("UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC'")
        cr.execute(
            "UPDATE proxy_health_target SET next_check_at = now() AT TIME ZONE 'UTC'"
            " WHERE active"
        )


def full_checks_of(odoo, **options):
    """Return the records of the full checks of a database."""
    return odoo.rpc(CHECKS, "search_read", domain=[("depth", "=", "full")], **options)


def killed(server):
    """Return the lines of a server's log that tell of an overstepped time limit."""
    lines = (LOGS / f"{server.name}.log").read_text().splitlines()
    return [line for line in lines if any(trace in line for trace in TRACES)]


def over(odoo):
    """Say whether there was a full check and none is under way."""
    try:
        checks = full_checks_of(odoo, fields=["state"])
    except OSError:
        return False  # a server that restarts: the test will tell
    states = {check["state"] for check in checks}
    return bool(states) and not states & {"queued", "running"}
