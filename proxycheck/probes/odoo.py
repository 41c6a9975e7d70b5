"""What Odoo says of itself, in the ticket or its configuration file: ports, workers."""

from ..probe import probe
from ..sharing import flags, numbers, texts
from ..words import Vantage


@probe(
    Vantage.DIRECT,
    repeat=False,
    ticket=False,
    told=True,
    shares=(
        *texts("version websocket_version web_base_url"),
        *numbers("workers max_cron_threads http_port gevent_port db_maxconn"),
        *numbers("limit_time_real max_upload_bytes postgres_uptime_s odoo_uptime_s"),
        *numbers("websocket_rate_limit_burst websocket_rate_limit_delay"),
        *flags("proxy_mode list_db x_sendfile several_databases samesite_ws"),
        *flags("web_base_url_frozen in_http_worker cron_alive"),
    ),
)
def look(line):
    """Return Odoo's settings as far as they were told."""
    return dict(line.odoo)
