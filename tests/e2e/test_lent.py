"""What a check lends to whom: a machine that is not Odoo writes down all that it gets."""

# Long, for each way to be somebody else has its test.

import json
import os
import subprocess
import sys

import mirror
import pytest
import requests
from mirror import BANNER, Mirror

from lab import certificates, stage
from lab.folders import ROOT
from proxycheck.check import check
from proxycheck.target import Target, Ticket
from proxycheck.words import TOKEN_HEADER, Depth

PEERS = {
    "it answers everything": mirror.sends_back,
    "it opens websockets": mirror.opens_websockets,
    "it speaks no HTTP": mirror.greets,
    "it wants a password": mirror.asks_for_a_password,
}
ROUTES = (
    ("GET", "/proxy_health/stream"),
    ("GET", "/proxy_health/hold?seconds=0"),
    ("POST", "/proxy_health/notify"),
    ("GET", "/proxy_health/report"),
    ("GET", "/web/login"),
    ("GET", "/odoo"),
)


@pytest.fixture(params=PEERS)
def stranger(request):
    """A machine that is not Odoo."""
    with Mirror(PEERS[request.param]) as peer:
        yield peer


def issued(lab):
    """A ticket of the lab's Odoo."""
    return Ticket.from_dict(lab.odoo.rpc("proxy.health.check", "issue_ticket"))


def assert_nothing_of_worth(heard, ticket):
    """Neither the token nor what it opens, nor the session, nor the database's name."""
    assert ticket.challenge.encode() in heard
    for lent in (ticket.token, ticket.session, ticket.proof, ticket.challenge_proof):
        assert lent and lent.encode() not in heard
    # A header that chooses the database names it, as do its channels.
    assert b"x-odoo-database" not in heard.lower()
    assert b"proxy_health/" + ticket.token.encode() not in heard


def assert_opens_nothing(lab, token, sid=None):
    """What a stranger heard is good for one thing: its own proof."""
    cookies = {"session_id": sid} if sid else {}
    for method, path in ROUTES:
        answer = requests.request(
            method,
            lab.url + path,
            headers={TOKEN_HEADER: token},
            cookies=cookies,
            json={"nonce": "n"} if method == "POST" else None,
            timeout=20,
            allow_redirects=False,
        )
        if sid or path.startswith("/proxy_health"):
            assert answer.status_code in (401, 403), path
            assert "session_id" not in answer.cookies
    echo = requests.get(
        f"{lab.url}/proxy_health/echo",
        headers={TOKEN_HEADER: token},
        cookies=cookies,
        timeout=20,
    )
    assert set(echo.json()) == {"proof", "evented"}


@pytest.mark.parametrize("tls", [False, True])
def test_who_is_not_odoo_gets_a_challenge_and_nothing_else(lab, stranger, tls):
    if tls:
        stranger.context = mirror.tls_context(certificates.files("CERT"))
    ticket = issued(lab)
    seen = check(Target(stranger.url), ticket).observations
    assert stranger.requests
    assert_nothing_of_worth(stranger.heard, ticket)
    assert stranger.tokens() == {ticket.challenge}
    assert not stranger.sessions()
    assert BANNER not in json.dumps([one.as_dict() for one in seen])


def test_who_is_not_odoo_gets_no_more_from_a_full_check(lab):
    ticket, begun = issued(lab), []
    with Mirror(mirror.opens_websockets) as stranger:
        check(
            Target(stranger.url),
            ticket,
            depth=Depth.FULL,
            seen=lambda one: begun.append(one.key),
            cancelled=lambda: (
                {"server.idle_websocket", "server.hold_websocket"} <= set(begun)
            ),
        )
    assert "server.idle_websocket" in begun
    assert_nothing_of_worth(stranger.heard, ticket)


def test_a_redirect_to_another_port_leads_to_another_stranger(lab):
    ticket = issued(lab)
    with Mirror(mirror.opens_websockets) as inner:
        with Mirror(mirror.redirects_to(inner.port)) as outer:
            seen = check(Target(outer.url), ticket).observations
    for stranger in (outer, inner):
        assert stranger.requests
        assert_nothing_of_worth(stranger.heard, ticket)
    assert BANNER not in json.dumps([one.as_dict() for one in seen])


def test_odoos_own_ports_are_asked_for_their_proof_as_well(lab):
    given = lab.odoo.rpc("proxy.health.check", "issue_ticket")
    with Mirror(mirror.opens_websockets) as other:
        given["odoo"].update(http_port=other.port, gevent_port=other.port)
        ticket = Ticket.from_dict(given)
        with lab.proxy("healthy") as proxy:
            check(Target(proxy.url), ticket)
    assert other.requests
    assert_nothing_of_worth(other.heard, ticket)


def test_the_addons_own_check_lends_a_stranger_nothing(lab, stranger):
    report = lab.odoo.rpc(
        "proxy.health.check", "run_check", base_url=stranger.url, timeout=60
    )
    assert report["verdict"] != "healthy"
    assert BANNER not in json.dumps(report)
    tokens = stranger.tokens()
    assert len(tokens) == 1 and not stranger.sessions()
    assert b"x-odoo-database" not in stranger.heard.lower()
    assert_opens_nothing(lab.odoo, *tokens)


def test_the_command_line_lends_a_stranger_nothing(lab, stranger):
    words = [stranger.url, "--key", "--odoo", lab.odoo.url, "--json"]
    words += ["--db", lab.odoo.db]
    done = subprocess.run(
        [sys.executable, "-m", "proxycheck", *words],
        cwd=ROOT,
        env={**os.environ, "ODOO_PROXY_HEALTH_KEY": lab.odoo.key},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert BANNER not in json.dumps(json.loads(done.stdout))
    assert lab.odoo.key.encode() not in stranger.heard
    assert b"x-odoo-database" not in stranger.heard.lower()
    [token] = stranger.tokens()
    assert_opens_nothing(lab.odoo, token)


def test_the_command_line_sends_no_key_over_plain_http_to_what_it_checks(stranger):
    words = [
        stranger.url.replace("127.0.0.1", "localhost.localdomain"),
        "--key",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "proxycheck", *words],
        cwd=ROOT,
        env={**os.environ, "ODOO_PROXY_HEALTH_KEY": "k" * 40},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 64
    assert "--odoo" in done.stderr
    assert not stranger.requests


@pytest.fixture(scope="module")
def several(lab):
    """An Odoo that serves two databases, and lets the request choose."""
    names = f"{lab.server.db},{stage.OTHER}"
    with lab.variant("several", db=names, dbfilter="") as server:
        yield server


def test_with_several_databases_a_stranger_is_not_told_their_names(lab, several):
    key, url = lab.odoo.key, f"{several.url}/json/2/proxy.health.check/issue_ticket"
    # Its name, unlike the other one's, stands in no path of ours.
    name = stage.OTHER
    headers = {"Authorization": f"Bearer {key}", "X-Odoo-Database": name}
    given = requests.post(url, json={}, headers=headers, timeout=30).json()
    ticket = Ticket.from_dict(given)
    assert ticket.odoo["several_databases"] is True
    with Mirror(mirror.opens_websockets) as stranger:
        check(Target(stranger.url), ticket)
    assert_nothing_of_worth(stranger.heard, ticket)
    assert name.encode() not in stranger.heard
    assert stranger.sessions() == {ticket.challenge_session}
    assert_opens_nothing(several, ticket.challenge, ticket.challenge_session)
    # And the right Odoo is found by it all the same.
    with lab.proxy("healthy", server=several) as proxy:
        checked = check(Target(proxy.url), ticket)
    seen = {one.key: one.facts for one in checked.observations}
    assert seen["server.echo"]["proven"] and seen["direct.echo"]["proven"]
    assert seen["server.roundtrip"]["delivered"]
