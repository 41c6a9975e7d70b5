"""What Odoo says of itself, in the ticket or its configuration file: ports, workers."""

import re

from ..fact import flag, inside, number, text
from ..probe import probe
from ..vocabulary import VERSION, WEB_BASE_URL
from ..words import Vantage


@probe(
    Vantage.DIRECT,
    repeat=False,
    ticket=False,
    told=True,
    facts=(
        VERSION,
        text("websocket_version", "the version that Odoo's websocket demands"),
        WEB_BASE_URL,
        flag("web_base_url_frozen", "whether web.base.url.freeze is set"),
        number("workers", "the HTTP workers; 0 is the threaded server"),
        number("max_cron_threads", "the workers for scheduled actions"),
        number("http_port", "the port for pages"),
        number("gevent_port", "the port for real-time messages"),
        number("db_maxconn", "the most database connections of a process"),
        number("limit_time_real", "the longest that a request may take", "s"),
        number("max_upload_bytes", "the largest body that Odoo itself accepts"),
        number("postgres_uptime_s", "for how long PostgreSQL has been running"),
        number("odoo_uptime_s", "for how long Odoo has been running"),
        number("websocket_rate_limit_burst", "the frames that may come at once"),
        number("websocket_rate_limit_delay", "the time between two frames", "s"),
        flag("proxy_mode", "whether Odoo believes forwarded headers"),
        flag("list_db", "whether Odoo shows the list of databases"),
        flag("x_sendfile", "whether the proxy is to send files"),
        flag("several_databases", "whether this Odoo serves several databases"),
        flag("samesite_ws", "whether ODOO_BUS_PUBLIC_SAMESITE_WS is set"),
        flag("in_http_worker", "whether the check runs in an HTTP worker"),
        flag("cron_alive", "whether scheduled actions run"),
        flag(
            "dbfilter_passes", "whether dbfilter lets this database pass at this name"
        ),
        *inside(
            text("db_host", "the machine of the database"),
            text("db_port", "its port"),
            text("dbfilter", "which databases a name leads to"),
            text("http_interface", "the interface on which Odoo listens"),
        ),
    ),
)
def look(line):
    """Return Odoo's settings as far as they were told."""
    told = dict(line.odoo)
    if told.get("dbfilter") and line.ticket:
        database = line.ticket.database
        told["dbfilter_passes"] = _passes(told["dbfilter"], line.host, database)
    return told


def _passes(dbfilter, host, database):
    """Whether Odoo finds this database at this name (db_filter in odoo/http.py)."""
    name = host.removeprefix("www.")
    domain = name.partition(".")[0]
    pattern = dbfilter.replace("%h", re.escape(name)).replace("%d", re.escape(domain))
    try:
        return bool(re.match(pattern, database))
    except re.error:  # with which Odoo answers no request at all
        return False
