"""Dbfilter does not fit the name under which users come."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="Logged into database …, but dbfilter rejects it; logging session out.",
    title=_lt("Dbfilter does not fit the name under which users come."),
    means=_lt(
        "dbfilter compares the name of the database with the host of the request. "
        "The proxy sends another Host than the users' address, or dbfilter is "
        "wrong. Users are logged out."
    ),
    severity=Severity.WARNING,
    source="odoo/http.py of Odoo 16 to 19",
    directive="dbfilter",
    begins=r"Logged into database ",
    rules=("dbfilter_rejects_host", "host_not_passed", "forwarded_host_wrong"),
    sample="2026-11-25 00:44:41,123 45 WARNING ? odoo.http: Logged into database 'erp', but dbfilter rejects it; logging session out. ",
)
