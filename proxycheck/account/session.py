"""A user's session at the address to check: signed in by Odoo's own form, signed out after.

The password goes to one address only, after that was recognised as Odoo's login form,
over TLS with a certificate that is good for the name, and along no redirect to another.
"""

# Long, for each series of Odoo signs people in its own way.

from urllib.parse import urlencode, urljoin, urlsplit

from .. import jsonrpc, series
from ..address import netloc
from ..errors import ProxyCheckError
from ..fetch_ticket import keeps_secrets
from ..login_page import PATH as LOGIN
from ..login_page import token_of
from ..look.lines import public_line
from ..look.row import CLIENT_HEADERS
from ..wire import dial, http
from ..wire.clock import Deadline
from ..words import REDIRECTING, Vantage

VERSION_INFO = "/web/webclient/version_info"
SESSION_INFO = "/web/session/get_session_info"
SIGN_OUT = "/web/session/destroy"
#: All of signing in: some five requests. An Odoo that was just started takes 7 s for its
#: first login page.
SECONDS = 30.0
#: A website leads from /web/login to the visitor's language, and http to https.
MAX_HOPS = 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class SignInRefused(ProxyCheckError):
    """There is no session; the text says why, without the password."""


class Session:
    """A signed-in user: `info` is Odoo's session_info, `cookies` belong to it.

    `series` is the number of Odoo's series, `location` where signing in led to, as the
    server wrote it.
    """

    def __init__(self, target):
        self.target = target
        self.cookies, self.info = {}, {}
        self.series, self.location = None, ""
        self._line = line_to(target, Deadline(SECONDS))

    def sign_in(self, login, password, database=None):
        """Sign in with a `Secret`; raise `SignInRefused` with a sentence."""
        self._recognise()
        path, token = self._form(database)
        fields = {"login": login, "password": password.reveal(), "csrf_token": token}
        answer = self.send("POST", path, urlencode(fields).encode(), FORM)
        self.location = answer.get("headers", {}).get("location", "")
        self._demand_signed_in(answer)
        info = jsonrpc.answer_of(self.call(SESSION_INFO)).get("result")
        if not isinstance(info, dict) or not info.get("uid"):
            raise SignInRefused(
                f"{self._where} took the password and opened no session."
            )
        self.info = info

    @property
    def _where(self):
        return self._line.origin

    def _recognise(self):
        """Find out that it is Odoo, and where the address leads; raise `SignInRefused`."""
        answer = self.call(VERSION_INFO)
        while self._moved(answer):  # from http to https, so no more than once
            answer = self.call(VERSION_INFO)
        told = jsonrpc.answer_of(answer).get("result")
        version = told.get("server_version") if isinstance(told, dict) else None
        found = series.read_version(version)
        if not found:
            raise SignInRefused(
                f"{self._where} was not recognised as an Odoo"
                f" ({answer.get('status') or answer['outcome']} at {VERSION_INFO}), so the"
                " password was not sent. Without --login it is checked all the same."
            )
        self.series = found[1]

    def _moved(self, answer):
        """Follow a redirect to https of the same name; raise `SignInRefused` at any other."""
        if answer.get("status") not in REDIRECTING:
            return False
        url = urlsplit(urljoin(self._where, answer["headers"].get("location", "")))
        here = self._line
        if url.hostname != here.host or (here.scheme, url.scheme) != ("http", "https"):
            raise SignInRefused(
                f"{self._where} leads to {url.scheme}://{url.netloc}, and a password"
                " follows no redirect. Check that address instead, if it is yours."
            )
        self._line = here.moved((url.scheme, url.hostname, url.port or 443))
        return True

    def _form(self, database):
        """``(path, token)`` of the login form; raise `SignInRefused` where there is none."""
        path = f"{LOGIN}?{urlencode({'db': database})}" if database else LOGIN
        answer = self.send("GET", path)
        for _hop in range(MAX_HOPS):
            if answer.get("status") not in REDIRECTING:
                break
            # Only its path is followed: the rest is what a proxy may have got wrong.
            url = urlsplit(urljoin(path, answer["headers"].get("location", "")))
            path = f"{url.path}?{url.query}" if url.query else url.path
            answer = self.send("GET", path)
        token = token_of(answer.get("body", ""))
        if not token:
            several = series.chooses_database(path + answer.get("body", ""))
            advice = " Name the database with --db." if several else ""
            said = answer.get("status") or answer["outcome"]
            raise SignInRefused(
                f"{self._where}{LOGIN} showed no login form ({said}), so the password was"
                f" not sent.{advice}"
            )
        return path, token

    def _demand_signed_in(self, answer):
        if "totp" in self.location:
            raise SignInRefused(
                "This user signs in with a second factor, which a program cannot give."
                " Use a user without one."
            )
        if answer.get("status") == 200:
            raise SignInRefused(f"{self._where} does not take this login and password.")
        if answer.get("status") not in REDIRECTING:
            said = answer.get("status") or answer["outcome"]
            raise SignInRefused(f"{self._where} answered the login with {said}.")

    def call(self, path, line=None, **params):
        """Call a JSON-RPC route as this user; return `exchange`'s facts."""
        headers = dict(jsonrpc.HEADERS)
        return self.send("POST", path, jsonrpc.body_of(params), headers, line)

    def method(self, model, method, *arguments, line=None, **keywords):
        """Call a model's public method; return the JSON-RPC answer, maybe an error."""
        params = {"model": model, "method": method, "args": arguments}
        path = f"/web/dataset/call_kw/{model}/{method}"
        return self.call(path, line, **params, kwargs=keywords)

    def send(self, method, path, body=b"", headers=None, line=None):
        """Make one request with the session's cookies, and keep those of the answer."""
        line = line or self._line
        sent = [*CLIENT_HEADERS, *self.cookie_header(), *(headers or {}).items()]
        request = http.request_bytes(method, path, line.netloc, sent, body)
        try:
            conversation = line.open(path, SECONDS)
        except dial.Unanswered as failure:
            return {"outcome": failure.outcome.value, "detail": failure.detail}
        try:
            answer = http.exchange(conversation, request)
        finally:
            conversation.close()
        self._keep(answer)
        return answer

    def cookie_header(self):
        """The header with the session's cookies."""
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return [("Cookie", pairs)] if pairs else []

    def _keep(self, answer):
        for cookie in answer.get("headers", {}).get("set-cookie", ()):
            name, given, value = cookie.partition(";")[0].partition("=")
            if given:
                self.cookies[name.strip()] = value.strip()

    @property
    def address(self):
        """``(scheme, host, port)`` of where the session is."""
        return self._line.scheme, self._line.host, self._line.port

    def line(self, overall):
        """A line to where the session is, for as long as a check has time."""
        line, moved = line_to(self.target, overall), self.address
        return line if moved == self.target.parts else line.moved(moved)

    def sign_out(self):
        """End the session at Odoo; what then answers does not matter."""
        if self.info:
            self.call(SIGN_OUT, line_to_here(self))
            self.cookies, self.info = {}, {}


def line_to(target, overall):
    """A line on which certificates must be right, unless the target says otherwise."""
    line = public_line(Vantage.SERVER, target, None, overall)
    line.connections.context = dial.context_for(target)
    return line


def line_to_here(session):
    """A fresh line with time of its own."""
    return session.line(Deadline(SECONDS))


def sign_in(target, login, password, database=None, insecure=False):
    """Return a `Session`; raise `SignInRefused`, before anything is sent if others listen."""
    if not insecure and not keeps_secrets(target):
        raise SignInRefused(
            "A password is not sent over plain http, where everybody on the way can read"
            f" it. Use https://{netloc('https', *target.parts[1:])}, or say --insecure."
        )
    session = Session(target)
    session.sign_in(login, password, database)
    return session
