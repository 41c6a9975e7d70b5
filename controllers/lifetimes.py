import threading

from odoo.http import Controller, request, route

# One at a time in each process: what comes meanwhile is let go, never queued.
_busy = threading.Lock()


class Lifetimes(Controller):
    @route("/proxy_health/lifetimes", type="jsonrpc", auth="user", save_session=False)
    def lifetimes(self, told=None):
        """Count how long a browser's websockets lived; False when it is not wanted.

        ``told``: ``[[seconds, close code], …]``, one a connection. It is about the
        address that the browser stands at, which is what it says in ``Origin``.
        """
        if not _busy.acquire(blocking=False):
            return False
        try:
            address = request.httprequest.headers.get("Origin", "")
            return request.env["proxy.health.lifetime"].sudo()._tell(address, told)
        finally:
            _busy.release()
