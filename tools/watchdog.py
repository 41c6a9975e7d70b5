"""Odoo's watchdog over scheduled actions: telling it that a check is alive.

``limit_time_real_cron`` is documented as the time that one scheduled action may take.
Odoo begins to count elsewhere. A prefork cron worker reports to its watchdog, then sleeps
for up to 69 s, then runs all actions that are due, one after another
(odoo/service/server.py: ``Worker._runloop``, ``WorkerCron.sleep``). The threaded server
counts from the first action of the pass (``ThreadedServer.cron_thread``). So an action
may have 50 of its 120 s left, or none.

A check therefore reports at its start and once more when it has finished measuring. It
then has what the administrator granted to one action, and whatever hangs is still killed
after that time. No public function reaches the watchdog: all that relies on Odoo's
internals for it is in this file, and tests/test_watchdog.py fails when they change.
"""

import logging
import sys
import threading
import time

from odoo.service import server

_logger = logging.getLogger(__name__)

#: Seconds that a cron worker may have slept since it reported: SLEEP_INTERVAL (60 s)
#: plus the last digit of its process id, or the number of its thread.
LONGEST_SLEEP = 70


def report_alive():
    """Report this thread to the watchdog; return False where no watchdog was reached."""
    worker = _worker()
    try:
        if worker is not None:
            worker.multi.pipe_ping(worker.watchdog_pipe)
            return True
        thread = threading.current_thread()
        if not getattr(thread, "start_time", None):
            return False
        # Odoo sets it on threads of its own, and reads it from any.
        thread.start_time = time.time()  # pyright: ignore[reportAttributeAccessIssue]
        return True
    except (AttributeError, TypeError, OSError):
        _logger.warning("Odoo's watchdog cannot be reached", exc_info=True)
        return False


def _worker():
    """Return the prefork worker whose loop called this, or None."""
    # Within its own process nothing refers to the worker but the frames of its loop.
    frame = sys._getframe()
    while frame is not None:
        caller = frame.f_locals.get("self")
        # By its type: `isinstance` asks an object, and werkzeug's proxies raise then.
        if issubclass(type(caller), server.Worker):
            return caller
        frame = frame.f_back
    return None
