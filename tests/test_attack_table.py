"""Every route, as everybody: who gets what stands in one table.

A route of the addon that no column asks for fails (Odoo's routing map is asked). What
may be called over RPC stands in test_attack_methods.py; what attacks one route with
more than a visitor's key has a file of its own.
"""

# Long, for the table of routes and people is one.

import json
import xmlrpc.client
from contextlib import contextmanager
from typing import Any

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.proxy_health.models.res_users_apikeys import SCOPE
from odoo.addons.proxy_health.proxycheck.observation import Observation
from odoo.addons.proxy_health.proxycheck.words import Status, Vantage
from odoo.addons.proxy_health.tools import ticket

from .common import People, seeing

ADDON = "odoo.addons.proxy_health."

# What each asks for; {check} is the id of one that is done.
ROUTES = {
    "report": ("GET", "/proxy_health/report"),
    "status": ("GET", "/proxy_health/status"),
    "metrics": ("GET", "/proxy_health/metrics"),
    "schema": ("GET", "/proxy_health/report.schema.json"),
    "shell": ("GET", "/proxy_health/shared"),
    "page": ("GET", "/proxy_health/shared/page"),
    "json": ("GET", "/proxy_health/shared/report.json"),
    "bundle": ("GET", "/proxy_health/check/{check}/bundle.md"),
    "latest": ("POST", "/json/2/proxy.health.check/latest_report"),
    "ticket": ("POST", "/json/2/proxy.health.check/issue_ticket"),
    "run": ("POST", "/json/2/proxy.health.check/run_check"),
    "echo": ("GET", "/websocket/proxy_health/echo"),
    "hold": ("GET", "/proxy_health/hold?seconds=60"),
    "notify": ("POST", "/proxy_health/notify"),
    "stream": ("GET", "/longpolling/proxy_health/stream"),
    "upgrade": ("GET", "/websocket/proxy_health/echo"),
    "handshake": ("GET", "/websocket"),
    "lifetimes": ("POST", "/proxy_health/lifetimes"),
    "critical": ("POST", "/proxy_health/critical"),
    "help": ("GET", "/proxy_health/help"),
    "rule": ("GET", "/proxy_health/help/port_lost"),
}
UPGRADE = {"Upgrade": "websocket", "Connection": "Upgrade"}
# JSON-RPC answers 200 to everything: what these errors are elsewhere.
JSONRPC_STATUS = {
    "odoo.exceptions.AccessError": 403,
    "odoo.http.SessionExpiredException": 401,
}

# A session alone reads nothing that is meant for programs; the others are keys. The
# status is 503 because the one address that is watched answers to nobody.
TABLE = """
                report status metrics schema shell page json bundle latest ticket run echo hold notify help rule
nobody             401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
portal             401    401     401    200   200  401  401    404    401    401 401  403  403    403    403  403
employee           401    401     401    200   200  401  401    404    401    401 401  403  403    403    403  403
manager            401    401     401    200   200  401  401    200    401    401 401  403  403    403    200  200
system             401    401     401    200   200  401  401    200    401    401 401  403  403    403    200  200
read_key           200    503     200    200   200  401  401    303    401    401 401  403  403    403    303  303
run_key            200    503     200    200   200  401  401    303    200    200 200  403  403    403    303  303
portal_key         403    403     403    200   200  401  401    303    403    403 403  403  403    403    303  303
employee_key       403    403     403    200   200  401  401    303    403    403 403  403  403    403    303  303
other_scope        401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
expired_key        401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
revoked_key        401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
forged_key         401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
archived_key       401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
another_database   401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
a_ticket           401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
a_link             401    401     401    200   200  200  200    303    401    401 401  403  403    403    303  303
expired_link       401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
revoked_link       401    401     401    200   200  401  401    303    401    401 401  403  403    403    303  303
"""  # noqa: E501

# Routes of probes and of browsers. Without a ticket a probe route is closed to everybody;
# a plain request to /websocket is answered as Odoo does without this addon.
PROBE_TABLE = """
                stream upgrade handshake lifetimes critical
nobody             403     403       400       401       401
portal             403     403       400       403       403
employee           403     403       400       200       403
manager            403     403       400       200       200
system             403     403       400       200       200
read_key           403     403       400       401       401
run_key            403     403       400       401       401
portal_key         403     403       400       401       401
employee_key       403     403       400       401       401
other_scope        403     403       400       401       401
expired_key        403     403       400       401       401
revoked_key        403     403       400       401       401
forged_key         403     403       400       401       401
archived_key       403     403       400       401       401
another_database   403     403       400       401       401
a_ticket           403     403       400       401       401
a_link             403     403       400       401       401
expired_link       403     403       400       401       401
revoked_link       403     403       400       401       401
"""

SESSIONS = ("portal", "employee", "manager", "system")


def rows():
    """Yield ``(visitor, route, expected status)``."""
    for table in (TABLE, PROBE_TABLE):
        head, *lines = table.strip().splitlines()
        for line in lines:
            visitor, *answers = line.split()
            for route, status in zip(head.split(), answers, strict=True):
                yield visitor, route, int(status)


def status_of(answer):
    """Return an answer's status, for JSON-RPC the one that its error means."""
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        content = answer.json()
        if isinstance(content, dict) and "jsonrpc" in content and "error" in content:
            return JSONRPC_STATUS[content["error"]["data"]["name"]]
    return answer.status_code


def endpoint_name(endpoint):
    """Return ``module.Class.method`` of a route's endpoint."""
    return f"{endpoint.func.__module__}.{endpoint.func.__qualname__}"


@tagged("post_install", "-at_install")
class TestAttackTable(People, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.system = new_test_user(cls.env, "proxy_system", groups="base.group_system")
        checks = cls.env["proxy.health.check"].with_user(cls.manager)
        with _unseen():
            checks.run_check(cls.closed_address)
        cls.check = checks.search([], limit=1)
        cls.check.target_id.active = True
        cls.bearers = {**cls._keys(), **cls._links()}

    @classmethod
    def _keys(cls):
        """Return every API key that somebody may hold, good ones and bad ones."""
        leaver = new_test_user(cls.env, "proxy_leaver", groups="base.group_system")
        keys = {
            "read_key": cls._key(cls.manager, SCOPE),
            "run_key": cls._key(cls.manager, None),
            "portal_key": cls._key(cls.portal, None),
            "employee_key": cls._key(cls.employee, None),
            "other_scope": cls._key(cls.manager, "another.addon"),
            "expired_key": cls._key(cls.manager, SCOPE),
            "revoked_key": cls._key(cls.manager, SCOPE),
            "archived_key": cls._key(leaver, None),
            "another_database": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        }
        keys["forged_key"] = keys["read_key"][:8] + "0" * 32
        cls.env.cr.execute(
            "UPDATE res_users_apikeys SET expiration_date = %s WHERE index = %s",
            ["2020-01-01", keys["expired_key"][:8]],
        )
        cls.env.cr.execute(
            "DELETE FROM res_users_apikeys WHERE index = %s", [keys["revoked_key"][:8]]
        )
        leaver.active = False
        return keys

    @classmethod
    def _links(cls):
        """Keys that are no API keys: of links, and the token of a probe's ticket."""
        shares = cls.env["proxy.health.share"].with_user(cls.manager)
        links = {
            name: shares._make(cls.check, 1).partition("#")[2]
            for name in ("a_link", "expired_link", "revoked_link")
        }
        revoked, expired, _good = shares.search([], limit=3)
        revoked.action_revoke()
        expired.sudo().expires_at = fields.Datetime.now()
        return {**links, "a_ticket": ticket.issue(cls.env)["token"]}

    @classmethod
    def _key(cls, user, scope):
        keys = cls.env["res.users.apikeys"].with_user(user).sudo()
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        return keys._generate(scope, "attack", until)

    def _ask(self, visitor, route):
        """Return the answer that this visitor gets."""
        login = f"proxy_{visitor}" if visitor in SESSIONS else None
        self.authenticate(login, login)
        method, path = ROUTES[route]
        bearer = self.bearers.get(visitor)
        answer = self.url_open(
            path.format(check=self.check.id),
            method=method,
            json=self._body(route) if method == "POST" else None,
            headers={
                **({"Authorization": f"Bearer {bearer}"} if bearer else {}),
                **(UPGRADE if route == "upgrade" else {}),
            },
            allow_redirects=False,
        )
        if route == "upgrade":
            self.opener.close()  # Odoo closes such a connection without saying so
        return answer

    def _body(self, route):
        return {"base_url": self.closed_address} if route == "run" else {}

    def _routes(self):
        """Return each route of ours: ``{endpoint: [paths]}``, as Odoo's map knows them."""
        found = {}
        for rule in self.env["ir.http"].routing_map().iter_rules():
            name = endpoint_name(rule.endpoint)
            if name.startswith(ADDON):
                found.setdefault(name, []).append(rule.rule)
        return found

    def _endpoint(self, route):
        """Return the endpoint that a column of the table asks."""
        method, path = ROUTES[route]
        address = self.env["ir.http"].routing_map().bind("localhost")
        path = path.format(check=self.check.id).partition("?")[0]
        websocket = route == "upgrade"
        rule, _arguments = address.match(
            path, method=method, return_rule=True, websocket=websocket
        )
        return endpoint_name(rule.endpoint)

    def test_every_route_of_the_addon_has_a_column(self):
        # JSON-2 is Odoo's own, and up to 18 there is none.
        routes = {route for _visitor, route, _status in rows()}
        ours = [one for one in routes if not ROUTES[one][1].startswith("/json/2/")]
        asked = {self._endpoint(route) for route in ours}
        missing = {name: at for name, at in self._routes().items() if name not in asked}
        self.assertEqual(missing, {}, "routes that no column of the table asks for")
        self.assertTrue(self._routes(), "Odoo's routing map names no route of ours")

    def test_every_visitor_asks_every_column(self):
        asked = {(visitor, route) for visitor, route, _status in rows()}
        visitors = {visitor for visitor, _route in asked}
        self.assertEqual(asked, {(v, route) for v in visitors for route in ROUTES})

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_model")
    def test_everybody_gets_what_the_table_says(self):
        for visitor, route, expected in rows():
            with self.subTest(f"{visitor} {route}"), _unseen():
                answer = self._ask(visitor, route)
                self.assertEqual(status_of(answer), expected, answer.text[:300])

    def test_nothing_tells_a_wrong_key_from_an_unknown_one(self):
        for route in ("report", "status", "metrics", "page", "json"):
            refusals = [v for v, at, status in rows() if at == route and status == 401]
            told = {_told(self._ask(visitor, route)) for visitor in refusals}
            with self.subTest(route):
                self.assertEqual(len(told), 1)

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.xmlrpc")
    def test_a_key_for_reading_runs_nothing_over_xmlrpc(self):
        for key, may in (("read_key", False), ("run_key", True)):
            with self.subTest(key), _unseen():
                self.assertEqual(self._runs_over_xmlrpc(self.bearers[key]), may)

    def _runs_over_xmlrpc(self, key):
        call = (
            self.env.cr.dbname,
            self.manager.id,
            key,
            "proxy.health.check",
            "run_check",
        )
        body = xmlrpc.client.dumps((*call, [self.closed_address]), "execute_kw")
        self.authenticate(None, None)
        answer = self.url_open(
            "/xmlrpc/2/object", body, headers={"Content-Type": "text/xml"}
        )
        try:
            [values, _method] = xmlrpc.client.loads(answer.content)
        except xmlrpc.client.Fault as fault:
            self.assertIn("Access Denied", fault.faultString)
            return False
        report: Any = values[0]
        return report["schema"] == "proxy_health.report/1"

    def test_a_revoked_key_is_refused_at_once_though_it_was_remembered(self):
        self.bearers["fresh"] = self._key(self.manager, SCOPE)
        self.assertEqual(self._ask("fresh", "status").status_code, 503)
        self.env.cr.execute(
            "DELETE FROM res_users_apikeys WHERE index = %s",
            [self.bearers["fresh"][:8]],
        )
        self.assertEqual(self._ask("fresh", "status").status_code, 401)

    def test_every_answer_is_kept_by_nobody(self):
        for route in ("report", "status", "metrics", "page", "json", "shell"):
            for visitor in ("nobody", "read_key", "a_link"):
                headers = self._ask(visitor, route).headers
                with self.subTest(f"{visitor} {route}"):
                    self.assertEqual(headers["Cache-Control"], "no-store")
                    self.assertEqual(headers["Referrer-Policy"], "no-referrer")
                    self.assertIn("noindex", headers["X-Robots-Tag"])
                    self.assertNotIn("Set-Cookie", headers)

    def test_errors_are_problem_details(self):
        for path, status in (
            ("/proxy_health/report", 401),
            ("/proxy_health/report?target=ftp://x", 400),
            ("/proxy_health/report?target=https://unknown.example", 404),
            ("/proxy_health/status?target=https://unknown.example", 404),
        ):
            key = self.bearers["read_key"] if status != 401 else "wrong"
            self.authenticate(None, None)
            answer = self.url_open(path, headers={"Authorization": f"Bearer {key}"})
            with self.subTest(path):
                self.assertEqual(
                    answer.headers["Content-Type"], "application/problem+json"
                )
                self.assertEqual(answer.json()["status"], status)
                self.assertEqual(answer.status_code, status)


def _told(answer):
    return json.dumps([answer.text, answer.headers.get("WWW-Authenticate")])


@contextmanager
def _unseen():
    """Checks that look at nothing: who may run one is the question here."""
    seen = Observation("echo", Vantage.SERVER, Status.SKIPPED, because="not looked")
    with seeing(seen):
        yield
