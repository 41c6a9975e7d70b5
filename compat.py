"""All that leans on what Odoo and werkzeug keep to themselves, each with its reason.

Nothing else of the addon imports from Odoo's server, base or bus, or reaches for a
private name. tests/test_compat.py fails when Odoo changes one of these, or when another
file begins to do the same; tests/test_watchdog.py does it for the watchdog.

A model's method with a leading underscore is none of that: the underscore keeps RPC out,
and addons call such methods (``_trigger``, ``_commit_progress``). Those that we override
are in `HOOKS`, for an override is only called as long as Odoo calls the method.
"""

import logging
import sys
import threading
import time

from psycopg2 import errors

from odoo.service import model, server

from odoo.addons.base.models import ir_cron, res_users
from odoo.addons.bus import websocket

_logger = logging.getLogger(__name__)

# Repeats a step that met another transaction, as Odoo does with each request. A check
# commits many steps of its own and needs that for each.
retrying = model.retrying
# What it repeats a step for: whoever catches all other exceptions lets these go.
# Up to 17 Odoo names their codes only (PG_CONCURRENCY_ERRORS_TO_RETRY).
PG_CONCURRENCY_EXCEPTIONS_TO_RETRY = getattr(
    model,
    "PG_CONCURRENCY_EXCEPTIONS_TO_RETRY",
    (errors.LockNotAvailable, errors.SerializationFailure, errors.DeadlockDetected),
)

# How a key is found and hashed: what Odoo said of one is remembered until one of its rows
# changes, and an unknown key costs what a wrong one costs.
INDEX_SIZE = res_users.INDEX_SIZE
KEY_CRYPT_CONTEXT = res_users.KEY_CRYPT_CONTEXT
# Asks for the password before a key is made, as Odoo does for its own keys.
check_identity = res_users.check_identity

# What Odoo calls and we override: model, method, and why that is the place.
HOOKS = {
    # The only step between the match of a route and its authentication: a session that
    # was lent for a challenge is turned away there.
    ("ir.http", "_match"),
    # The only list of channels that a websocket may listen to.
    ("ir.websocket", "_build_bus_channel_list"),
    # How each follower hears: an alert goes by mail whatever they prefer.
    ("proxy.health.target", "_notify_get_recipients"),
}

# Seconds that a cron worker may have slept since it reported to its watchdog:
# SLEEP_INTERVAL (60 s) plus the last digit of its process id, or the number of its thread.
LONGEST_SLEEP = 70

# In a context: at which monotonic time a pass began, see `with_beginning`.
PASS_BEGAN = "proxy_health_pass_began"


def websocket_version():
    """Return what a browser must send as ``?version=`` to be served a websocket.

    Whoever sends another one is closed as outdated. It is told to browsers in the code of
    Odoo's own client only.
    """
    # 16 has none: it serves every browser.
    return getattr(websocket.WebsocketConnectionHandler, "_VERSION", "")


def connection(httprequest):
    """Return the socket that a request came by; None where the server lends none.

    Odoo's threaded and gevent servers put it into the environment as "socket", and in
    HTTP workers werkzeug itself does. Odoo hides both from ``httprequest.environ``; its
    bus reaches for them in the same way.
    """
    environ = httprequest._HTTPRequest__environ
    return environ.get("socket") or environ.get("werkzeug.socket")


def body_stream(httprequest):
    """Return the body of a request as a stream, to be read piece by piece.

    What Odoo shows of the request reads all of it, up to a limit of its own.
    """
    return httprequest._HTTPRequest__wrapped.stream


def before_proxy_fix(environ):
    """Return what werkzeug's ProxyFix replaced in an environment, as it came.

    Empty where it did not act. It is how an echo tells what the proxy really sent.
    """
    return environ.get("werkzeug.proxy_fix.orig") or {}


def requested_url():
    """Return the URL of the HTTP request that this thread answers, or an empty text.

    Odoo hides ``request`` while it serves XML-RPC, but not what it notes on the thread.
    """
    return getattr(threading.current_thread(), "url", "")


def pass_began(env):
    """Return at which monotonic time the scheduled action that runs here began, or None.

    Odoo tells only when it wants the action to end (``cron_end_time``), which is so many
    seconds after its beginning.
    """
    end = env.context.get("cron_end_time")
    return end - ir_cron.MIN_TIME_PER_JOB if end else env.context.get(PASS_BEGAN)


def with_beginning(records):
    """Return the records with a note that a pass begins now, where Odoo takes none.

    Odoo tells when it wants a scheduled action to end since 19 (``MIN_TIME_PER_JOB`` in
    base/models/ir_cron.py).
    """
    if hasattr(ir_cron, "MIN_TIME_PER_JOB"):
        return records
    return records.with_context(**{PASS_BEGAN: time.monotonic()})


# Long, for Odoo's reasons are told in full.
def report_alive():
    """Report this thread to Odoo's watchdog; return False where none was reached.

    ``limit_time_real_cron`` is documented as the time that one scheduled action may take.
    Odoo begins to count elsewhere. A prefork cron worker reports to its watchdog, then
    sleeps for up to 69 s, then runs all actions that are due, one after another
    (odoo/service/server.py: ``Worker._runloop``, ``WorkerCron.sleep``). The threaded
    server counts from the first action of the pass (``ThreadedServer.cron_thread``). So
    an action may have 50 of its 120 s left, or none.

    A check therefore reports at its start and once more when it has finished measuring.
    It then has what the administrator granted to one action, and whatever hangs is still
    killed after that time.
    """
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
