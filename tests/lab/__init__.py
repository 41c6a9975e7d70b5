"""The lab: a real Odoo, PostgreSQL and nginx, for the demo and for the tests.

From the repository's root, with `tests` and the root itself on the Python path
(`make` does that; the root must never be imported as a package, it is the addon):

    python3 -m lab start      Odoo with the addon, in a folder of its own
    python3 -m lab demo       the same behind nginx, then a check and its report
    python3 -m lab outside    an Odoo of any series (14 to 19) without the addon
    python3 -m lab record     what such an Odoo answers, into tests/recorded
    python3 -m lab template   i18n/proxy_health.pot anew, from Odoo itself
    python3 -m lab stop       end what this lab started, and nothing else

In a test: `from lab.lab import Lab`. Configurations for nginx: see `lab.world`.
LAB_HOME is where a lab lives (default .lab), LAB_PARTS what it downloaded
(default .lab/parts), ODOO_HOME an Odoo to use instead of downloading one: with the
addon if it is Odoo 19, without it else. ODOO_HOME_15 to ODOO_HOME_18 name older ones
for tests/e2e/test_any_odoo.py.
"""
