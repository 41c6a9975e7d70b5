"""The lab: a real Odoo 19, PostgreSQL and nginx, for the demo and for the tests.

From the repository's root, with `tests` and the root itself on the Python path
(`make` does that; the root must never be imported as a package, it is the addon):

    python3 -m lab start      Odoo with the addon, in a folder of its own
    python3 -m lab demo       the same behind nginx, then a check and its report
    python3 -m lab stop       end what this lab started, and nothing else

In a test: `from lab.lab import Lab`. Configurations for nginx: see `lab.world`.
LAB_HOME is where a lab lives (default .lab), LAB_PARTS what it downloaded
(default .lab/parts), ODOO_HOME an Odoo 19 to use instead of downloading one.
"""
