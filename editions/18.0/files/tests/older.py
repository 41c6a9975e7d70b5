"""What Odoo's helpers for tests do on 19, for the tests of an edition of an older series.

A file of the edition's own, for these are base classes of tests: neither the source nor
`compat.py` can choose them. The build imports them from here instead of Odoo. Each part
is made of what the series has, by the same names as in odoo/tests/common.py of 19.
"""

import json as json_format
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from odoo import http
from odoo.service import security
from odoo.tests import common

from odoo.addons.base.models.ir_cron import ir_cron
from odoo.addons.mail.tests import common as mail

# How JSON-2 answers what was raised (19: odoo/exceptions.py, http_status).
STATUS = {
    "odoo.exceptions.AccessDenied": 403,
    "odoo.exceptions.AccessError": 403,
    "odoo.exceptions.MissingError": 404,
    "odoo.exceptions.UserError": 422,
    "odoo.exceptions.ValidationError": 422,
}


class TransactionCase(common.TransactionCase):
    """Odoo's, with the mode in which new cursors are the test's own."""

    @contextmanager
    def enter_registry_test_mode(self):
        """Let new cursors be the test's; scheduled actions run in one, as 19 does it."""
        triggered = ir_cron.method_direct_trigger

        def in_a_cursor(cron):
            # What it changes is read anew, while it runs as well.
            cron.env.flush_all()
            cron.env.invalidate_all()
            with cron.env.registry.cursor() as cr:
                return triggered(cron.with_env(cron.env(cr=cr)))

        self.env.flush_all()
        self.registry.enter_test_mode(self.cr)
        try:
            with patch.object(ir_cron, "method_direct_trigger", in_a_cursor):
                yield
        finally:
            self.registry.leave_test_mode()
            self.env.invalidate_all()


class MailCase(mail.MailCase):
    """Odoo's, which keeps the messages that it builds."""

    @contextmanager
    def mock_mail_gateway(self, **options):
        """Note each built message among the mails, as “EmailMessage”."""
        with super().mock_mail_gateway(**options):
            mocked = self.build_email_mocked
            build = mocked.side_effect

            def built(*arguments, **named):
                message = build(*arguments, **named)
                self._mails[-1]["EmailMessage"] = message
                return message

            mocked.side_effect = built
            yield


class HttpCase(common.HttpCase):
    """Odoo's, with requests of any method, and JSON-2 over what the series has."""

    @contextmanager
    def allow_requests(self, **_options):
        """Let requests that do not go through `url_open` see what the test has written.

        They bring the key of the test themselves.
        """
        self.env.flush_all()
        yield

    def url_open(self, url, data=None, *, json=None, method=None, **options):
        """Ask with any method; what 19 answers at /json/2 is asked as pages ask it."""
        if url.startswith("/json/2/"):
            return self._json_2(url, json, options.get("headers") or {})
        if url.startswith("/"):
            url = self.base_url() + url
        posts = json is not None or data or options.get("files")
        method = method or ("POST" if posts else "GET")
        options.setdefault("timeout", 12)
        return self.opener.request(method, url, data=data, json=json, **options)

    def _json_2(self, path, body, headers):
        model, name = path.removeprefix("/json/2/").split("/")
        key = headers.get("Authorization", "").removeprefix("Bearer ")
        keys = self.env["res.users.apikeys"]
        user = key and keys._check_credentials(scope="rpc", key=key)
        if not user:
            return _answered(401, {"message": "Invalid apikey"})
        positional, named = _arguments(getattr(self.env[model], name), dict(body))
        params = {"model": model, "method": name, "args": positional, "kwargs": named}
        question = {"jsonrpc": "2.0", "method": "call", "params": params}
        # As pages ask it, for JSON-RPC with a key hides the request from methods.
        self._log_in(user)
        answer = self.url_open("/web/dataset/call_kw", json=question).json()
        self.authenticate(None, None)
        if "error" not in answer:
            return _answered(200, answer.get("result"))
        data = answer["error"]["data"]
        return _answered(STATUS.get(data["name"], 500), data)

    def _log_in(self, user):
        """Lend a session of that user, without the password that `authenticate` hashes."""
        session = self.authenticate(None, None)
        session.uid = user
        env = self.env(user=user)
        session.session_token = security.compute_session_token(session, env)
        session.context = dict(env["res.users"].context_get())
        http.root.session_store.save(session)


def _arguments(method, body):
    """Return what JSON-2's body is to `execute_kw`: positional and named arguments."""
    kind = getattr(method, "_api", "")
    if kind == "model_create":
        return [body.pop("vals_list")], body
    return ([] if kind == "model" else [body.pop("ids", [])]), body


def _answered(status, value):
    text = json_format.dumps(value)
    return SimpleNamespace(
        status_code=status, text=text, json=lambda: value, headers={}
    )
