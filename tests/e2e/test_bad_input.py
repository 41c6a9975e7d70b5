"""Whatever stands at the address: a check ends in time, in a report that says so."""

import time

import pytest

from lab import peers
from lab.commands import LabError
from lab.folders import LOGS

# The budget of a quick check against the worst peer.
SECONDS = 12

NOT_ODOO = ["dead", "mute", "other", "redirect", "garbage", "drip", "endless"]

MALFORMED = {
    "nothing": "",
    "no scheme": "example.com",
    "another scheme": "ftp://example.com",
    "no host": "http://",
    "credentials": "http://admin:admin@example.com",
    "a port that is none": "http://example.com:99999",
    "spaces": "http://exa mple.com",
}


@pytest.fixture(autouse=True)
def log(lab):
    """Odoo's log; nothing that a peer does may leave a traceback in it."""
    log = LOGS / "odoo.log"
    before = log.stat().st_size
    yield log
    with log.open("rb") as file:
        file.seek(before)
        assert b"Traceback" not in file.read()


def check(lab, address):
    """The report on that address, and the seconds until it was there."""
    begin = time.monotonic()
    report = lab.odoo.rpc("proxy.health.check", "run_check", base_url=address)
    return report, time.monotonic() - begin


@pytest.mark.parametrize("peer", NOT_ODOO)
def test_a_peer_that_is_not_odoo_ends_in_a_report(lab, peer):
    report, seconds = check(lab, f"http://127.0.0.1:{peers.start()[peer]}")
    assert seconds < SECONDS
    assert report["verdict"] in ("unreachable", "broken")
    assert report["findings"] or report["unknown"]


def test_an_unknown_host_ends_in_a_report(lab):
    report, seconds = check(lab, "http://no-such-host.invalid")
    assert seconds < SECONDS
    assert report["verdict"] == "unreachable"


@pytest.mark.parametrize("address", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_address_is_refused_in_a_sentence(lab, address):
    if not address:
        pytest.skip("no address means the one in the settings")
    with pytest.raises(LabError, match="422"):
        check(lab, address)


def test_nothing_is_left_running(lab):
    running = [("state", "in", ["queued", "running"])]
    assert not lab.odoo.rpc("proxy.health.check", "search_count", domain=running)
