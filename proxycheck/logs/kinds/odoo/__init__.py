"""Messages of Odoo's log, and the last lines of its tracebacks."""
