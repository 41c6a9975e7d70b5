"""PostgreSQL's advisory locks by name: what one process holds, all others see."""

from odoo.tools import SQL


def call(cr, function, name):
    """Call one of PostgreSQL's advisory lock functions; return what it says.

    The lock is the database's own: another database of the server has another one.
    """
    called = SQL("SELECT %s(hashtextextended(%s, 0))", SQL.identifier(function), name)
    cr.execute(called)
    return cr.fetchone()[0]
