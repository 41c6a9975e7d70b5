"""A full check ends whole under Odoo's default time limits, whatever came before it.

Before `compat.report_alive` each of these was killed after 120 s: the worker's sleep and
the other scheduled action had used up what the check then needed.
"""

import pytest

#: More than nginx's default and a large CDN's; a check has 110 s in all.
LONG = 100

#: Both begin with the session, but somebody may run this file alone.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.mark.parametrize("server", ["prefork", "threaded"])
def test_a_full_check_beside_another_job_measures_all_timeouts(full_checks, server):
    ended = full_checks.ended(server)
    assert not ended.killed
    assert (ended.check["state"], ended.check["because"]) == ("done", "")
    assert ended.check["scheduled"] == (server == "prefork")
    hold = ended.facts["server.hold_websocket"]
    assert hold["held"] and hold["held_s"] > LONG, hold
    assert ended.facts["server.idle_websocket"]["held"]
    assert ended.check["duration_ms"] < 120_000
