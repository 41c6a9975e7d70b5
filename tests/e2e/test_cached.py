"""A proxy that keeps answers although they forbid it: what strangers then get of them."""

import json
import re

import pytest
import requests

from lab import world
from proxycheck.check import check
from proxycheck.fresh import bare, fresh
from proxycheck.target import Target, Ticket

SECRET = "the-origins-own-secret-4711"
NAMES = ("X-Origin-Secret", "X-Api-Key", "X-Auth-Request-Access-Token", "Authorization")
IGNORED = "Cache-Control Expires Set-Cookie"
WITH_QUERY = "$scheme$proxy_host$request_uri"
WITHOUT_QUERY = "$scheme$proxy_host$uri"
CACHES = {
    "the usual mistake": (IGNORED, WITH_QUERY),
    "it ignores the query": (IGNORED, WITHOUT_QUERY),
    "it ignores Vary": (f"{IGNORED} Vary X-Accel-Expires", WITH_QUERY),
    "it ignores all that": (f"{IGNORED} Vary X-Accel-Expires", WITHOUT_QUERY),
}
# Nothing that Odoo may say counts here.
DEAF = (f"{IGNORED} Vary X-Accel-Expires X-Accel-Buffering", WITHOUT_QUERY)
PROXY = """
proxy_cache_path cache keys_zone=all:1m;
server {
    listen @LISTEN@;
    server_name @NAME@;
    @CERT@
    client_max_body_size 128m;
    proxy_read_timeout 720s;
    proxy_cache all;
    proxy_cache_valid any 10m;
    proxy_cache_key %(key)s;
    proxy_ignore_headers %(ignored)s;
    add_header X-Cache $upstream_cache_status always;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Connection %(connection)s;
    proxy_set_header Upgrade $http_upgrade;
    %(secrets)s
    location /websocket { proxy_pass http://@GEVENT@; }
    location / { proxy_pass http://@HTTP@; }
}
"""
PREFIXES = ("", "/web", "/websocket", "/longpolling")
ROUTES = ("echo", "stream", "hold", "notify")


def proxy_text(cache, connection="upgrade"):
    """A proxy that keeps everything it can, and adds secrets for the origin."""
    ignored, key = cache
    added = [f'proxy_set_header {name} "{SECRET}";' for name in NAMES]
    values = {"ignored": ignored, "key": key, "secrets": " ".join(added)}
    return world.parse(PROXY % {**values, "connection": connection})


def checked(lab, proxy):
    """A check with a real ticket, and the ticket."""
    given = lab.odoo.rpc("proxy.health.check", "issue_ticket")
    ticket = Ticket.from_dict(given)
    return check(Target(proxy.url), ticket), ticket


def asked_paths(proxy):
    """The addresses that nginx's log tells of."""
    log = (proxy.prefix / "access.log").read_text()
    return set(re.findall(r'"(?:GET|POST) (\S+) HTTP', log))


def guesses(paths):
    """What a stranger may try, who does not read that log."""
    tried = {f"{prefix}/proxy_health/{name}" for prefix in PREFIXES for name in ROUTES}
    tried |= {bare(path) for path in paths} | {fresh(bare(path)) for path in paths}
    tried |= {bare(path).partition("?")[0] for path in paths}
    return sorted(tried | {"/websocket", "/websocket?version="})


def opened(proxy, path):
    """The echo that a stranger gets at a path, or nothing."""
    answer = requests.get(proxy.url + path, timeout=20, allow_redirects=False)
    assert SECRET not in answer.text
    try:
        facts = answer.json()
    except ValueError:
        return None
    return facts if isinstance(facts, dict) and "headers" in facts else None


def kept(proxy):
    """All that this nginx keeps on its disk."""
    files = [path for path in (proxy.prefix / "cache").rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


# With an empty Connection every handshake is lost and answered by the echo instead.
@pytest.mark.parametrize("connection", ["upgrade", '""'])
@pytest.mark.parametrize("cache", CACHES)
def test_what_a_cache_keeps_opens_to_no_stranger(lab, cache, connection):
    with lab.proxy(proxy_text(CACHES[cache], connection)) as proxy:
        found, ticket = checked(lab, proxy)
        leaks = [path for path in guesses(asked_paths(proxy)) if opened(proxy, path)]
        disk = kept(proxy)
    assert leaks == []
    assert disk, "this proxy cached nothing at all"
    assert SECRET.encode() not in disk and ticket.token.encode() not in disk
    stored = json.dumps([one.as_dict() for one in found.observations])
    assert SECRET not in stored and ticket.token not in stored
    facts = {one.key: one.facts for one in found.observations}
    assert facts["server.echo"]["proven"]
    received = facts["server.echo"]["received"]
    assert [received[name.lower()] for name in NAMES] == [len(SECRET)] * len(NAMES)
    findings = {f.code for f in found.findings if f.verdict == "failed"}
    assert "dynamic_answers_cached" in findings


def test_of_a_cache_that_heeds_nothing_a_stranger_learns_nothing_of_worth(lab):
    """Only `/websocket` has no fresh address for it: the handshake's path is fixed."""
    with lab.proxy(proxy_text(DEAF, '""')) as proxy:
        _seen, ticket = checked(lab, proxy)
        tried = {path: opened(proxy, path) for path in guesses(asked_paths(proxy))}
        disk = kept(proxy)
    leaks = {path.partition("?")[0] for path, facts in tried.items() if facts}
    assert leaks <= {"/websocket"}
    assert SECRET.encode() not in disk and ticket.token.encode() not in disk
    for facts in filter(None, tried.values()):
        assert "database" not in facts
        text = [value for _name, value in facts["headers"] if isinstance(value, str)]
        assert ticket.database not in text


def test_no_two_requests_of_a_check_share_an_address(lab):
    """Except for the two by which a cache is found out."""
    with lab.proxy("healthy") as proxy:
        checked(lab, proxy)
        log = (proxy.prefix / "access.log").read_text()
    asked = re.findall(r'"GET (\S+) HTTP', log)
    twice = sorted({path for path in asked if asked.count(path) > 1})
    assert len(asked) > 20
    assert [bare(path) for path in twice] == ["/web/proxy_health/echo?cache=none"]


def test_addon_and_report_keep_no_origin_secret(lab):
    """What the addon itself stores of a check through such a proxy."""
    with lab.proxy(proxy_text((IGNORED, WITH_QUERY))) as proxy:
        report = lab.odoo.rpc("proxy.health.check", "run_check", base_url=proxy.url)
        checks = lab.odoo.rpc(
            "proxy.health.check",
            "search_read",
            domain=[("base_url", "=", proxy.url)],
            fields=["observations", "browser_observations", "fingerprint", "report"],
        )
    assert SECRET not in json.dumps([report, checks])
    assert "x-origin-secret" in json.dumps(checks)
