"""A dbfilter is blamed for a missing database only where it rejects it."""

import unittest
from types import SimpleNamespace

from ..judge.judge import judge
from ..look.run_probe import run_probe
from ..observation import Observation
from ..registry import probes
from ..words import Status, Vantage

#: Odoo's answer where it finds no database.
NO_DATABASE = {
    "outcome": "answered",
    "status": 404,
    "spoken_by": "odoo",
    "proven": False,
    "no_database": True,
}


def told(dbfilter, host="www.erp.example.com", database="erp"):
    """What the probe tells of Odoo's settings."""
    line = SimpleNamespace(
        vantage=Vantage.DIRECT,
        odoo={"dbfilter": dbfilter},
        host=host,
        ticket=SimpleNamespace(database=database),
    )
    return run_probe(line, probes()["odoo"]).facts


def named(dbfilter):
    """The causes named where nobody finds the database, with this filter."""
    facts = {
        ("echo", Vantage.SERVER): NO_DATABASE,
        ("echo", Vantage.DIRECT): NO_DATABASE,
        ("odoo", Vantage.DIRECT): told(dbfilter),
    }
    seen = [
        Observation(probe, vantage, Status.SEEN, facts=facts)
        for (probe, vantage), facts in facts.items()
    ]
    return {one.code for one in judge(seen) if one.verdict == "failed"}


class TestDbfilter(unittest.TestCase):
    def test_it_is_read_as_odoo_reads_it(self):
        for dbfilter, passes in (
            ("^erp$", True),
            ("^%d$", True),
            ("^%h$", False),
            ("^another$", False),
            ("(", False),
        ):
            with self.subTest(dbfilter):
                self.assertIs(told(dbfilter)["dbfilter_passes"], passes)

    def test_one_that_rejects_the_database_is_named(self):
        self.assertIn("dbfilter_rejects_host", named("^another$"))

    def test_one_that_lets_it_pass_is_not(self):
        """PostgreSQL that takes no more connections leaves Odoo without databases as well."""
        self.assertNotIn("dbfilter_rejects_host", named("^erp$"))
