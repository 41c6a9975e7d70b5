"""What only the comparison of the browser with the server can decide, world by world."""

# Long, for each world that a browser meets is written out.

import copy
import unittest

from .. import registry
from ..judge.judge import judge
from ..observation import Observation
from ..probes.browser import completed
from ..words import Severity, Status, Vantage, Verdict

OPEN = {"outcome": "answered", "accept_ok": True, "status": 101, "opened": 3}
OPEN["tries"] = [{"outcome": "answered", "accept_ok": True}] * 3
REFUSED = {"outcome": "answered", "accept_ok": False, "status": 400, "opened": 0}
REFUSED["tries"] = [{"outcome": "answered", "status": 400, "accept_ok": False}] * 3
CLOSED = {"outcome": "closed", "accept_ok": False, "opened": 0, "close_code": 1006}
CLOSED["tries"] = [{"outcome": "closed", "accept_ok": False, "close_code": 1006}] * 3
BASE = ["https", "erp.example.com", 443]
HEADERS = {
    "host": "erp.example.com",
    "x-forwarded-host": "erp.example.com",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "198.51.100.7",
    "cookie": "session_id=80",
}
ECHO = {
    "outcome": "answered",
    "status": 200,
    "proven": True,
    "spoken_by": "odoo_echo",
    "base": BASE,
    "hops": [],
    "received": HEADERS,
    "uid": 2,
    "scheme": "https",
    "evented": False,
    "tries": [{"outcome": "answered", "status": 200, "proven": True}] * 3,
}
NO_SCHEME = {n: v for n, v in HEADERS.items() if n != "x-forwarded-proto"}
EVENTED = {**ECHO, "evented": True}
ODOO = {
    "workers": 4,
    "http_port": 8069,
    "gevent_port": 8072,
    "proxy_mode": True,
    "web_base_url": "https://erp.example.com",
}
DELIVERED = {"connected": True, "delivered": True, "latency_ms": 12.0}
NO_NAME = {"outcome": "no_name", "detail": "unknown"}

#: Everything is well, from everywhere.
WELL = {
    "direct.odoo": ODOO,
    "direct.echo": ECHO,
    "direct.roundtrip": DELIVERED,
    "server.echo": ECHO,
    "server.echo_websocket": EVENTED,
    "server.handshake": OPEN,
    "server.roundtrip": DELIVERED,
    "server.idle_websocket": {"connected": True, "held": True, "lived_s": 110.0},
    "browser.echo": ECHO,
    "browser.echo_websocket": EVENTED,
    "browser.websocket": OPEN,
    "browser.handshake": OPEN,
    "browser.roundtrip": DELIVERED,
    "browser.bus_worker": {"connected": True, **DELIVERED},
    "browser.upload": {"refused": False, "proven": True, "status": 200},
    "browser.policy": {"socket_blocked": False, "violations": []},
    "browser.mixed_content": {"secure": True, "insecure": []},
    "browser.address": {
        "origin": "https://erp.example.com",
        "base_url": "https://erp.example.com",
        "proven": True,
    },
    "browser.clock": {"offset_s": 0.2, "error_s": 0.05},
    "browser.idle_websocket": {"connected": True, "held": True, "lived_s": 110.0},
    "browser.lifetimes": {
        "count": 2,
        "rows": [{"seconds": 3601, "close_code": 1006, "count": 2, "users": 1}],
    },
}
#: A browser in which no websocket opens posts no handshake.
NO_SOCKET = {
    "browser.websocket": CLOSED,
    "browser.handshake": None,
    "browser.roundtrip": {"connected": False, "delivered": False},
}
SERVER_OUT = {
    "server.echo": NO_NAME,
    "server.echo_websocket": None,
    "server.handshake": None,
    "server.roundtrip": None,
    "server.idle_websocket": None,
}
PASSWORD = {
    "outcome": "answered",
    "status": 401,
    "spoken_by": "nginx",
    "headers": {"www-authenticate": 'Basic realm="Staff only"'},
    "asked_from": "192.0.2.10",
}
NO_PASSWORD = {**REFUSED, **PASSWORD}
DENIED = {**PASSWORD, "status": 403, "headers": {}}
VIOLATION = {"directive": "connect-src", "blocked": "wss://erp.example.com/websocket"}

#: world: what differs from WELL -> {code: (severity, directive)} of what is found
WORLDS = {
    "all well": ({}, {}),
    "no browser": ({k: None for k in WELL if k.startswith("browser.")}, {}),
    "blocked between browser and proxy": (
        NO_SOCKET,
        {"websocket_blocked_for_browser": ("critical", "network filter")},
    ),
    "a policy without wss": (
        {
            **NO_SOCKET,
            "browser.policy": {
                "socket_blocked": True,
                "policy": "connect-src https:",
                "violations": [VIOLATION],
            },
        },
        {
            "websocket_blocked_by_csp": (
                "critical",
                "add_header Content-Security-Policy",
            )
        },
    ),
    "the server cannot get out, all well": (
        SERVER_OUT,
        {"server_cannot_reach_itself": ("info", "DNS")},
    ),
    "the server cannot get out, the upgrade is lost": (
        {**SERVER_OUT, **NO_SOCKET},
        {
            "server_cannot_reach_itself": ("info", "DNS"),
            "websocket_refused_to_browser": ("critical", "proxy_set_header Upgrade"),
        },
    ),
    "the server cannot get out, the wrong port": (
        {**SERVER_OUT, **NO_SOCKET, "browser.echo_websocket": ECHO},
        {
            "server_cannot_reach_itself": ("info", "DNS"),
            "websocket_refused_to_browser": ("critical", "proxy_pass"),
        },
    ),
    "hairpin: the server meets a stranger": (
        {
            **SERVER_OUT,
            "server.echo": {"outcome": "answered", "status": 200, "spoken_by": "other"},
        },
        {"server_cannot_reach_itself": ("info", "DNS")},
    ),
    "a bot filter refuses the server's websocket only": (
        {
            "server.handshake": {**REFUSED, "status": 403, "spoken_by": "other"},
            "server.roundtrip": {"connected": False, "delivered": False},
        },
        {"websocket_refused_to_server_only": ("info", "network filter")},
    ),
    "a password on the whole site, which the browser has": (
        {**SERVER_OUT, "server.echo": PASSWORD, "server.handshake": NO_PASSWORD},
        {"server_refused_by_password": ("info", "auth_basic")},
    ),
    "a password on the whole site, which no websocket brings": (
        {
            **SERVER_OUT,
            **NO_SOCKET,
            "server.echo": PASSWORD,
            "server.handshake": NO_PASSWORD,
        },
        {"password_asked": ("critical", "auth_basic")},
    ),
    "a password on the websocket alone, which the browser brings": (
        {
            "server.handshake": NO_PASSWORD,
            "server.roundtrip": {"connected": False, "delivered": False},
        },
        {"websocket_refused_to_server_only": ("info", "auth_basic")},
    ),
    "an access list without the server": (
        {
            **SERVER_OUT,
            "server.echo": DENIED,
            "server.handshake": {**REFUSED, **DENIED},
        },
        {"server_refused_by_rule": ("info", "deny")},
    ),
    "a CDN's bot wall": (
        {**SERVER_OUT, "server.echo": {**DENIED, "spoken_by": "cloudflare"}},
        {"server_refused_by_rule": ("info", "deny")},
    ),
    "an access list without the server, and the upgrade is lost": (
        {**SERVER_OUT, **NO_SOCKET, "server.echo": DENIED},
        {
            "server_refused_by_rule": ("info", "deny"),
            "websocket_refused_to_browser": ("critical", "proxy_set_header Upgrade"),
        },
    ),
    "another address in the address bar": (
        {
            "browser.address": {
                "origin": "https://shop.example.com",
                "base_url": "https://erp.example.com",
                "proven": True,
            }
        },
        {"address_in_use_differs": ("info", "web.base.url")},
    ),
    "another address, and the links' own leads nowhere": (
        {
            **{k: None for k in WELL if k.startswith("browser.")},
            **SERVER_OUT,
            "browser.address": {
                "origin": "https://shop.example.com",
                "base_url": "https://erp.example.com",
                "proven": True,
            },
        },
        {
            "address_in_use_differs": ("warning", "web.base.url"),
            "public_address_unreachable": ("info", "DNS"),
        },
    ),
    "the session is lost under /websocket": (
        {
            "browser.echo_websocket": {
                **EVENTED,
                "uid": None,
                "received": {**HEADERS, "cookie": ""},
            }
        },
        {"session_lost_on_websocket": ("critical", "proxy_set_header Cookie")},
    ),
    "a real upload is refused": (
        {"browser.upload": {"refused": True, "status": 413, "sent_bytes": 1114112}},
        {"upload_refused_in_browser": ("warning", "client_max_body_size")},
    ),
    "idle websockets are cut on the way": (
        {
            "browser.idle_websocket": {
                "connected": True,
                "held": False,
                "lived_s": 30.0,
                "close_code": 1006,
            }
        },
        {"idle_websocket_cut_on_the_way": ("warning", "proxy_read_timeout")},
    ),
    "insecure content": (
        {
            "browser.mixed_content": {
                "secure": True,
                "insecure": ["http://erp.example.com/logo.png"],
            }
        },
        {"insecure_content": ("warning", "web.base.url")},
    ),
    "real browsers lose their websocket at the same second": (
        {
            "browser.lifetimes": {
                "count": 41,
                "rows": [
                    {"seconds": 20, "close_code": 1006, "count": 40, "users": 7},
                    {"seconds": 312, "close_code": 1006, "count": 1, "users": 0},
                ],
            }
        },
        {"websocket_lifetimes_peak": ("warning", "proxy_read_timeout")},
    ),
    "the page's own socket uses a limit up": (
        {
            "server.limits": {
                "limited": False,
                "kind": "always",
                "location": "/websocket",
                "status": 503,
                "asked": 6,
                "refused": 6,
                "after_pause": 503,
            },
            "server.handshake": {
                **REFUSED,
                "status": 503,
                "spoken_by": "nginx",
                "tries": [{"outcome": "answered", "status": 503}] * 3,
            },
            "server.echo_websocket": {
                "outcome": "answered",
                "status": 503,
                "spoken_by": "nginx",
                "tries": [{"outcome": "answered", "status": 503}] * 6,
            },
            "server.roundtrip": {"connected": False, "delivered": False, "status": 503},
        },
        {"requests_limited": ("critical", "limit_req")},
    ),
    "the websocket's block forgets the name": (
        {"server.echo_websocket": {**EVENTED, "received": {"host": "erp.example.com"}}},
        {"forwarded_headers_differ": ("info", "proxy_set_header X-Forwarded-Host")},
    ),
    "the websocket's block forgets the scheme, which nothing there reads": (
        {"server.echo_websocket": {**EVENTED, "received": NO_SCHEME}},
        {},
    ),
    "the websocket's block forgets the scheme, which Odoo is told to compare": (
        {
            "server.echo_websocket": {**EVENTED, "received": NO_SCHEME},
            "direct.odoo": {**ODOO, "samesite_ws": True},
        },
        {"forwarded_headers_differ": ("warning", "proxy_set_header X-Forwarded-Proto")},
    ),
    "a clock is wrong": (
        {"browser.clock": {"offset_s": -90.0, "error_s": 0.1}},
        {"clocks_differ": ("info", "clock")},
    ),
    "a slow line is no wrong clock": (
        {"browser.clock": {"offset_s": 61.0, "error_s": 2.0}},
        {},
    ),
    "a worker that hears nothing": (
        {
            "browser.bus_worker": {
                "connected": True,
                "delivered": False,
                "sends": [{"outcome": "answered", "status": 200}] * 3,
            }
        },
        {"bus_service_silent": ("warning", "SharedWorker")},
    ),
    "a worker that waits before it reconnects": (
        {"browser.bus_worker": {"connected": False, "delivered": False}},
        {},
    ),
}


def observations(differences):
    """The observations of a world; None leaves a probe out."""
    world = {**copy.deepcopy(WELL), **differences}
    return [
        Observation(
            key.partition(".")[2], Vantage(key.partition(".")[0]), Status.SEEN, facts
        )
        for key, facts in world.items()
        if facts is not None
    ]


def found(differences):
    """What is found in a world: ``{code: (severity, directive)}``."""
    return {
        finding.code: (finding.severity.value, finding.directive)
        for finding in judge(observations(differences))
        if finding.verdict is Verdict.FAILED
    }


class TestBrowserRules(unittest.TestCase):
    def test_each_world_names_its_cause_and_nothing_else(self):
        for name, (differences, expected) in WORLDS.items():
            with self.subTest(name):
                self.assertEqual(found(differences), expected)

    def test_every_rule_about_the_browser_fires_in_some_world(self):
        about = {
            rule.code
            for rule in registry.rules().values()
            if set(rule.needs)
            & {f"browser.{name}" for name in registry.browser_probes()}
        }
        fired = {
            code for _differences, expected in WORLDS.values() for code in expected
        }
        self.assertFalse(about - fired)

    def test_nothing_is_critical_when_only_the_server_is_refused(self):
        for name in (
            "hairpin: the server meets a stranger",
            "a bot filter refuses the server's websocket only",
            "a password on the whole site, which the browser has",
            "a password on the websocket alone, which the browser brings",
            "an access list without the server",
            "a CDN's bot wall",
        ):
            severities = {severity for severity, _d in found(WORLDS[name][0]).values()}
            self.assertEqual(severities, {Severity.INFO.value})

    def test_the_refused_server_is_let_in_by_its_own_address(self):
        for world in (
            "a password on the whole site, which the browser has",
            "an access list without the server",
        ):
            [one] = [
                f
                for f in judge(observations(WORLDS[world][0]))
                if f.verdict is Verdict.FAILED
            ]
            self.assertIn("allow 192.0.2.10;", one.render()["fix"])

    def test_texts_of_every_finding_have_their_values(self):
        for differences, _expected in WORLDS.values():
            for finding in judge(observations(differences)):
                if finding.verdict is Verdict.FAILED:
                    texts = finding.render()
                    self.assertNotIn("%(", texts["explanation"])
                    self.assertNotIn("?", texts["title"] + texts["fix"])


class TestCompleted(unittest.TestCase):
    def test_who_wrote_an_answer_is_told_by_the_server(self):
        facts = {
            "outcome": "answered",
            "headers": {},
            "snippet": "<html><center>nginx</center>" + "x" * 5000,
        }
        seen = completed(Observation("echo", Vantage.BROWSER, Status.SEEN, facts))
        self.assertEqual(seen.facts["spoken_by"], "nginx")
        self.assertEqual(seen.facts["snippet"], "")

    def test_anything_else_stays_as_it_is(self):
        for facts in ({}, {"snippet": 1, "headers": []}, {"headers": "x"}):
            seen = completed(
                Observation("echo", Vantage.BROWSER, Status.SEEN, dict(facts))
            )
            self.assertEqual(seen.facts, facts)
