"""How a connection is held open, and how few of them at once.

A hold in an HTTP worker keeps that worker from everybody else, so there is one of those
for a database, in whichever process. A hold in the gevent process or in a thread of the
threaded server costs memory only. Each gives its place back when its client has gone.
"""

import select
import socket
import threading
import time

import odoo
from odoo.http import request
from odoo.tools import config

from .. import compat
from ..tools import instance, locks
from .answers import answer, as_json

MAX_SECONDS = 125  # a full check measures timeouts of up to two minutes
MAX_WORKER_SECONDS = 1  # an HTTP worker that sleeps serves nobody
MAX_HOLDS = 8
# Odoo kills a request after limit_time_real, counted from up to 4 s before it came.
SPARE = 10
# How soon a place is free after its client has gone.
STEP = 0.5
WORKER_HOLD = "proxy_health worker hold"

_holds = threading.BoundedSemaphore(MAX_HOLDS)


def hold(seconds, may_occupy_worker):
    """Return the answer that comes after some seconds, or one that says why not."""
    occupies = seconds > MAX_WORKER_SECONDS and _in_http_worker()
    if occupies and not may_occupy_worker:
        return as_json({"error": "would occupy a worker"}, status=409)
    give_back = _place(occupies)
    if not give_back:
        return as_json({"error": "too many at once"}, status=429)
    connection = compat.connection(request.httprequest)
    body = _sleeping(min(seconds, _longest()), connection)
    response = answer(body, {"Content-Type": "application/json"})
    response.call_on_close(give_back)  # also when the client has gone
    return response


def _in_http_worker():
    return bool(config["workers"]) and not odoo.evented


def _longest():
    """Return for how long a hold here outlives Odoo's own limit."""
    limit = 0 if odoo.evented else instance.time_limit()
    return max(limit - SPARE, MAX_WORKER_SECONDS) if limit else MAX_SECONDS


def _place(occupies_worker):
    """Take one of the places; return what gives it back, or None when all are taken."""
    if not _holds.acquire(blocking=False):
        return None
    if not occupies_worker:
        return _holds.release
    # The request's own cursor is given back before the hold begins.
    cr = request.env.registry.cursor()
    if not locks.call(cr, "pg_try_advisory_xact_lock", WORKER_HOLD):
        cr.close()
        _holds.release()
        return None

    def give_back():
        try:
            cr.close()
        finally:
            _holds.release()

    return give_back


def _sleeping(seconds, connection):
    """Yield an answer after the time, or nothing once nobody waits for it any more."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(STEP, left))
        if _has_gone(connection):
            return
    yield b'{"held": %g}' % seconds


def _has_gone(connection):
    """Say whether the client has closed its end of the connection."""
    if connection is None:
        return False
    # No `select.select`: it takes no file number above 1023, and a busy gevent process
    # has those.
    readable = select.poll()
    readable.register(connection, select.POLLIN)
    try:
        return bool(readable.poll(0)) and not connection.recv(1, socket.MSG_PEEK)
    except (OSError, ValueError):
        return True
