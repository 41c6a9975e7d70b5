"""A process of Odoo has no database connection left."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="The Connection Pool Is Full",
    title=_lt("A process of Odoo has no database connection left."),
    means=_lt(
        "Each process opens at most db_maxconn connections, the evented one "
        "db_maxconn_gevent. Many websockets that dispatch at once need more of "
        "them. Websockets are closed with code 1013 then and come back a little "
        "later."
    ),
    severity=Severity.CRITICAL,
    source="odoo/sql_db.py of Odoo 14 to 19",
    directive="db_maxconn_gevent",
    begins=r"(?:The Connection Pool Is Full|Failed to acquire cursor after)",
    rules=("bus_service_silent",),
    sample="psycopg2.pool.PoolError: The Connection Pool Is Full",
)
