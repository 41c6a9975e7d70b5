"""What this Odoo knows about itself, for rules to compare the wire with."""

import os
import time
from datetime import timedelta
from urllib.parse import urlsplit

import psutil

import odoo
from odoo import fields
from odoo.http import DEFAULT_MAX_CONTENT_LENGTH, db_list
from odoo.release import major_version
from odoo.tools import config, str2bool

from .. import compat

# Crons run every minute at the earliest and a job may take its whole time limit: ten
# overdue minutes mean that no cron worker is looking at this database.
CRON_PATIENCE = timedelta(minutes=10)

# In a context: how many seconds what runs here is sure to live, where that is known.
SECONDS_LEFT = "proxy_health_seconds_left"

_CONFIG_KEYS = (
    "workers",
    "http_port",
    "gevent_port",
    "http_interface",
    "proxy_mode",
    "max_cron_threads",
    "dbfilter",
    "list_db",
    "x_sendfile",
    "db_host",
    "db_port",
    "db_maxconn",
    "websocket_rate_limit_burst",
    "websocket_rate_limit_delay",
)


def facts(env, host=""):
    """Return the settings of this server and database as JSON-able facts.

    ``host`` is the public name, which ``dbfilter`` may depend on.
    """
    parameter = env["ir.config_parameter"].sudo().get_param
    return {
        **{key: config[key] for key in _CONFIG_KEYS},
        "version": major_version,
        "several_databases": len(db_list(force=True, host=host)) > 1,
        "limit_time_real": env.context.get(SECONDS_LEFT, time_limit()),
        "websocket_version": compat.websocket_version(),
        "max_upload_bytes": _upload_limit(parameter("web.max_file_upload_size")),
        "web_base_url": parameter("web.base.url"),
        "web_base_url_frozen": str2bool(parameter("web.base.url.freeze") or "", False),
        "samesite_ws": bool(os.environ.get("ODOO_BUS_PUBLIC_SAMESITE_WS")),
        "in_http_worker": in_http_worker(),
        "cron_alive": cron_alive(env),
        "postgres_uptime_s": postgres_uptime(env),
        "odoo_uptime_s": odoo_uptime(),
    }


def requested_path():
    """Return the path of the HTTP request that this thread answers, or an empty text."""
    return urlsplit(compat.requested_url()).path


def in_http_worker():
    """Say whether we occupy one of the prefork workers that would have to answer us."""
    return bool(config["workers"] and requested_path() and not odoo.evented)


def postgres_uptime(env):
    """Return for how many seconds PostgreSQL has been running: a young one's bus is silent."""
    env.cr.execute("SELECT extract(epoch FROM now() - pg_postmaster_start_time())::int")
    return env.cr.fetchone()[0]


def odoo_uptime():
    """Return for how many seconds this Odoo has been running."""
    # With workers we are a child of the process that started them all.
    process = psutil.Process(os.getppid() if config["workers"] else os.getpid())
    return int(time.time() - process.create_time())


def cron_alive(env):
    """Say whether scheduled actions run on this database."""
    if env.context.get("cron_id"):
        return True  # we are one
    overdue = fields.Datetime.now() - CRON_PATIENCE
    return not env["ir.cron"].sudo().search_count([("nextcall", "<", overdue)], limit=1)


def _upload_limit(value):
    """Return the size over which Odoo itself refuses a body, as base reads it."""
    try:
        return int(value or DEFAULT_MAX_CONTENT_LENGTH)
    except ValueError:
        return DEFAULT_MAX_CONTENT_LENGTH  # base logs the wrong value at each request


def time_limit():
    """Return how many seconds Odoo grants to what runs here, 0 for no limit."""
    limit = config["limit_time_real_cron"]
    if requested_path() or limit < 0:
        return config["limit_time_real"]
    return limit
