"""Odoo's login form, as every series shows it to whoever is not signed in."""

import re

PATH = "/web/login"
#: The version that a page tells its websockets to name (addons/bus: ir_http.py, 17 on).
_WORKER = re.compile(
    r"[\"']websocket_worker_version[\"']\s*:\s*[\"']([\w.-]{1,20})[\"']"
)
_TOKEN = re.compile(r"<input[^>]*name=[\"']csrf_token[\"'][^>]*value=[\"']([^\"']+)")


def token_of(page):
    """The form's token against forged requests, made for one session; empty without a form."""
    found = _TOKEN.search(page)
    return found[1] if found else ""


def worker_version_of(page):
    """The version that this page's websockets name, or nothing: Odoo 16 has none."""
    found = _WORKER.search(page)
    return found[1] if found else ""
