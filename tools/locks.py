"""PostgreSQL's advisory locks by name: what one process holds, all others see."""

from odoo.exceptions import UserError
from odoo.tools import SQL

from . import instance

# Who holds this measures within a request, which occupies an HTTP worker.
FOREGROUND = "proxy_health check in a request"


def call(cr, function, name):
    """Call one of PostgreSQL's advisory lock functions; return what it says.

    The lock is the database's own: another database of the server has another one.
    """
    called = SQL("SELECT %s(hashtextextended(%s, 0))", SQL.identifier(function), name)
    cr.execute(called)
    return cr.fetchone()[0]


def alone_in_request(target):
    """Lock an address until the request ends; refuse where another check of it runs.

    A run in a request is one transaction, and so are its locks.
    """
    if not target._lock("pg_try_advisory_xact_lock"):
        raise UserError(
            target.env._(
                "Another check of %(address)s is running. Try again later.",
                address=target.base_url,
            )
        )
    occupy_request(target.env)


def occupy_request(env):
    """Let one request at a time measure; refuse the others with a sentence.

    Each occupies an HTTP worker for up to 12 s, or two minutes for a full check: a few
    of them leave nobody to answer people.
    """
    if not instance.requested_path():
        return  # a shell, or a scheduled action: nobody's HTTP worker
    if not call(env.cr, "pg_try_advisory_xact_lock", FOREGROUND):
        raise UserError(
            env._(
                "Another request is measuring already, and each occupies an HTTP "
                "worker. Use the button “Run proxy check” or the method “start”: "
                "they queue the check for the scheduled action."
            )
        )
