"""The bus itself is broken: behind a real PgBouncer, and without connections."""

import pytest

from lab import pooler
from proxycheck.check import check
from proxycheck.target import Target, Ticket
from proxycheck.words import Verdict


def failed(lab, server, url):
    """The codes of what is critical when this Odoo is checked through its proxy."""
    ticket = dict(lab.odoo.rpc("proxy.health.check", "issue_ticket"))
    ports = {"http_port": server.http, "gevent_port": server.gevent}
    ticket["odoo"] = {**ticket["odoo"], **ports}
    return {
        finding.code: finding
        for finding in check(Target(url), Ticket.from_dict(ticket)).findings
        if finding.verdict is Verdict.FAILED and finding.severity == "critical"
    }


def test_a_pooler_in_transaction_mode_is_named_as_the_bus_not_as_the_proxy(lab):
    with pooler.running() as port, lab.variant("pooled", db_port=port) as server:
        with lab.proxy("healthy", server=server) as nginx:
            found = failed(lab, server, nginx.url)
    assert set(found) == {"bus_notifications_lost"}
    assert found["bus_notifications_lost"].directive == "LISTEN/NOTIFY"


def test_an_exhausted_pool_of_database_connections_is_named(lab):
    with lab.variant("starved", db_maxconn_gevent=1) as server:
        with lab.proxy("healthy", server=server) as nginx:
            found = failed(lab, server, nginx.url)
    assert set(found) == {"websocket_refused_by_odoo"}
    assert found["websocket_refused_by_odoo"].directive == "db_maxconn"


@pytest.mark.parametrize("world", ["healthy", "widely_copied"])
def test_a_bus_that_is_well_is_never_blamed(lab, world):
    with lab.proxy(world) as nginx:
        assert not {c for c in failed(lab, lab.server, nginx.url) if "bus" in c}
