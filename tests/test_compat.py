"""What compat.py relies on inside Odoo and werkzeug: it fails when they change."""

import inspect
import io
import re
import time
from pathlib import Path
from unittest.mock import patch

import psycopg2.errors
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.serving import WSGIRequestHandler

from odoo import api
from odoo.http import Application, HTTPRequest
from odoo.service import model, server
from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.bus.websocket import WebsocketConnectionHandler

from .. import compat

ROOT = Path(__file__).parents[1]
# Odoo's insides as code names them: modules that are no API, and private names.
INSIDE = re.compile(
    r"odoo\.(service|addons\.(base|bus))\b|\b_HTTPRequest__|\._[A-Z]|proxy_fix\.orig"
)
# Odoo's documented way to name a record.
ORM = {"_compute_display_name"}


def environ(**more):
    """Return a request's environment as a server makes it."""
    made = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/",
        "SERVER_NAME": "odoo",
        "SERVER_PORT": "8069",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.url_scheme": "http",
    }
    return {**made, **more}


class TestRequests(BaseCase):
    def test_the_socket_is_where_each_server_puts_it(self):
        for key in ("socket", "werkzeug.socket"):
            sock = object()
            request = HTTPRequest(environ(**{key: sock}))
            self.assertIs(compat.connection(request), sock)
            self.assertNotIn(key, request.environ)
        self.assertIsNone(compat.connection(HTTPRequest(environ())))
        self.assertEqual(inspect.getsource(server).count("environ['socket'] ="), 2)
        made = inspect.getsource(WSGIRequestHandler.make_environ)
        self.assertIn('"werkzeug.socket"', made)

    def test_a_body_is_read_piece_by_piece(self):
        body = {"wsgi.input": io.BytesIO(b"abcdef"), "CONTENT_LENGTH": "6"}
        stream = compat.body_stream(HTTPRequest(environ(**body)))
        self.assertEqual([stream.read(4), stream.read(4)], [b"abcd", b"ef"])

    def test_what_came_before_proxy_fix_is_kept(self):
        received = environ(HTTP_X_FORWARDED_FOR="198.51.100.1")
        self.assertEqual(compat.before_proxy_fix(HTTPRequest(received).environ), {})
        ProxyFix(lambda fixed, start: [])(received, None)
        self.assertEqual(received["REMOTE_ADDR"], "198.51.100.1")
        before = compat.before_proxy_fix(HTTPRequest(received).environ)
        self.assertEqual(before["REMOTE_ADDR"], "192.0.2.1")

    def test_the_url_is_noted_on_the_thread(self):
        served = inspect.getsource(Application.__call__)
        self.assertIn("current_thread.url = httprequest.url", served)

    def test_a_websocket_of_another_version_is_closed(self):
        self.assertRegex(compat.websocket_version(), r"^\d+\.\d+")
        serve = inspect.getsource(WebsocketConnectionHandler)
        self.assertIn("version != cls._VERSION", serve)


@tagged("post_install", "-at_install")
class TestModels(TransactionCase):
    def test_a_conflict_is_tried_again(self):
        conflict = psycopg2.errors.SerializationFailure
        self.assertIn(conflict, compat.PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
        tried = []

        def step():
            tried.append(1)
            if len(tried) == 1:
                cr.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE='40001'; END $$")
            return "done"

        with self.registry.cursor() as cr, patch.object(model.time, "sleep"):
            env = api.Environment(cr, self.env.uid, {})
            with self.assertLogs("odoo.service.model"), mute_logger("odoo.sql_db"):
                self.assertEqual(compat.retrying(step, env), "done")
        self.assertEqual(len(tried), 2)

    def test_a_pass_began_when_the_action_did(self):
        began = []

        def run(checks):
            env = compat.with_beginning(checks).env  # as the pass itself begins
            began.append((compat.pass_began(env), time.monotonic()))

        self.assertIsNone(compat.pass_began(self.env))
        checks = type(self.env["proxy.health.check"])
        with patch.object(checks, "_cron_run", run), self.enter_registry_test_mode():
            self.env.ref("proxy_health.ir_cron_run").method_direct_trigger()
        self.assertAlmostEqual(*began[0], delta=5)

    def test_a_key_is_found_by_its_beginning_and_hashed_as_we_expect(self):
        key = self.env["res.users.apikeys"]._generate("test", "test", None)
        self.env.cr.execute(
            "SELECT key FROM res_users_apikeys WHERE index = %s",
            [key[: compat.INDEX_SIZE]],
        )
        stored = [row[0] for row in self.env.cr.fetchall()]
        self.assertTrue(
            any(compat.KEY_CRYPT_CONTEXT.verify(key, one) for one in stored)
        )
        self.assertFalse(compat.KEY_CRYPT_CONTEXT.verify(key, None))

    def test_who_makes_a_key_is_asked_for_the_password(self):
        making = type(self.env["proxy.health.new.key"]).action_make
        self.assertTrue(hasattr(making, "__has_check_identity"))


@tagged("post_install", "-at_install")
class TestHooks(TransactionCase):
    def _classes(self, name):
        """Return a model's classes: ours, and those of Odoo."""
        ours = __name__.removesuffix("tests.test_compat")
        classes = self.registry[name].mro()
        mine = [one for one in classes if one.__module__.startswith(ours)]
        return mine, [one for one in classes if one not in mine]

    def _overridden(self, name):
        """Yield what our class declares and Odoo's has under the same private name."""
        mine, theirs = self._classes(name)
        for cls in mine:
            for attr, value in vars(cls).items():
                is_method = inspect.isfunction(value) or isinstance(value, classmethod)
                if is_method and attr.startswith("_") and attr not in ORM:
                    if any(attr in vars(one) for one in theirs if _is_model(one)):
                        yield name, attr

    def test_every_private_method_that_we_override_is_named(self):
        found = {one for name in self.registry for one in self._overridden(name)}
        self.assertEqual(found, compat.HOOKS)

    def test_odoo_calls_them_with_what_we_take(self):
        for name, attr in compat.HOOKS:
            mine, theirs = self._classes(name)
            (own,) = [vars(one)[attr] for one in mine if attr in vars(one)]
            base = [vars(one)[attr] for one in theirs if attr in vars(one)][-1]
            with self.subTest(f"{name}.{attr}"):
                self.assertEqual(_parameters(own), _parameters(base))

    def test_a_match_is_a_rule_whose_routing_is_what_a_route_declared(self):
        rules = self.env["ir.http"].routing_map().iter_rules()
        routings = [rule.endpoint.routing for rule in rules]
        self.assertTrue(any(one.get("proxy_health_challenge_only") for one in routings))


class TestNowhereElse(BaseCase):
    def test_no_other_file_reaches_inside(self):
        folders = ("models", "controllers", "tools", "wizards")
        files = [path for one in folders for path in (ROOT / one).glob("*.py")]
        found = [
            f"{path.name}: {line.strip()}"
            for path in [*files, ROOT / "hooks.py"]
            for line in path.read_text(encoding="utf-8").splitlines()
            if INSIDE.search(line) and not line.lstrip().startswith("#")
        ]
        self.assertEqual(found, [])


def _is_model(cls):
    return cls.__module__.startswith("odoo.addons.")


def _parameters(method):
    function = getattr(method, "__func__", method)
    return list(inspect.signature(function).parameters)
