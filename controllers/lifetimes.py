import threading

from odoo.exceptions import AccessError
from odoo.http import Controller, request, route

# Ten minutes of a browser that is cut every second are 600 entries of some 12 bytes.
MAX_BODY_BYTES = 16 * 1024

# One at a time in each process: what comes meanwhile is let go, never queued.
_busy = threading.Lock()


class Lifetimes(Controller):
    @route(
        "/proxy_health/lifetimes",
        type="jsonrpc",
        auth="user",
        save_session=False,
        max_content_length=MAX_BODY_BYTES,
    )
    def lifetimes(self, told=None):
        """Count how long a browser's websockets lived; False when it is not wanted.

        ``told``: ``[[seconds, close code], …]``, one a connection. It is about the
        address that the browser stands at, which is what it says in ``Origin``. Only
        internal users have a backend page, and only they are believed.
        """
        if not request.env.user._is_internal():
            raise AccessError(request.env._("Only employees are asked."))
        if not _busy.acquire(blocking=False):
            return False
        try:
            address = request.httprequest.headers.get("Origin", "")
            return request.env["proxy.health.lifetime"].sudo()._tell(address, told)
        finally:
            _busy.release()
