"""Ask an Odoo for a ticket with a key, over its external API; for the command line only."""

import http.client
import ipaddress
import json
import urllib.error
import urllib.request

from . import fetch_ticket_older as older
from .address import clean_address
from .errors import ProxyCheckError
from .target import Ticket
from .wire import dial

# A ticket with Odoo's settings is some 2 kB.
MAX_TICKET_BYTES = 64 * 1024
METHOD = ("proxy.health.check", "issue_ticket")
#: What Odoo 16 and 17 answer to ``/json/2``, and 18, which leads to its own ``/odoo``.
NO_JSON2 = (404, 303)
BEFORE_19 = " Odoo 18 and older also need the key's user: --login admin."
NO_TICKET = (
    "What answered is no Odoo with Proxy Health: it sent no ticket."
    " --odoo names another address."
)


class TicketRefused(ProxyCheckError):
    """Odoo gave no ticket; the text says what to do."""


def fetch_ticket(target, options, key):
    """Return the `Ticket` that Odoo gives for `key`, a `Secret`; raise `TicketRefused`.

    Over ``/json/2``, and where that is missing (before 19) as the user `options.login`.
    """
    _refuse_to_whisper(target, options)
    post = _Post(target, options)
    try:
        ticket = Ticket.from_dict(_asked(post, options, key))
    except older.NotGiven as refusal:
        raise TicketRefused(str(refusal)) from refusal
    except (OSError, http.client.HTTPException, ValueError, TypeError) as error:
        raise TicketRefused(_why_refused(error, options)) from error
    except AttributeError as error:  # JSON, but no object
        raise TicketRefused(NO_TICKET) from error
    if not ticket.challenge:
        raise TicketRefused(
            "This Odoo's Proxy Health is older than this command: update the addon."
        )
    return ticket


def _asked(post, options, key):
    arguments = {"worker_hold": options.pages}
    headers = {"Authorization": f"Bearer {key.reveal()}"}
    if options.db:
        headers["X-Odoo-Database"] = options.db
    path = f"/json/2/{'/'.join(METHOD)}"
    try:
        return json.loads(post(path, json.dumps(arguments).encode(), headers))
    except urllib.error.HTTPError as error:
        if error.code not in NO_JSON2 or not options.login:
            raise
        return older.ask(post, options.login, options.db, key, METHOD, arguments)


class _Post:
    """Posts JSON to the Odoo that gives the ticket; returns the answer's bytes."""

    def __init__(self, target, options):
        self._odoo = clean_address(options.odoo or target.base_url)
        self._opener = _opener(dial.context_for(target))

    def __call__(self, path, body, headers=()):
        sent = {"Content-Type": "application/json", **dict(headers)}
        request = urllib.request.Request(f"{self._odoo}{path}", body, sent)
        with self._opener.open(request, timeout=10) as answer:
            return answer.read(MAX_TICKET_BYTES)


def _why_refused(error, options):
    """Say why there is no ticket, and what to do."""
    if isinstance(error, urllib.error.HTTPError):
        missing = error.code in NO_JSON2 and not options.login
        return (
            f"Odoo answered {error.code} when asked for a ticket. Is the key one of a"
            " Proxy Health manager, and does this address lead to Odoo? --odoo names another."
            f"{BEFORE_19 if missing else ''}"
        )
    if isinstance(error, (OSError, http.client.HTTPException)):
        return f"Odoo could not be asked for a ticket: {error}."
    return NO_TICKET


def _opener(context):
    """Return what asks Odoo and nobody else: no proxy of the environment, no redirect."""
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}),  # HTTP_PROXY would hijack a request to oneself
        urllib.request.HTTPSHandler(context=context),
        _NoRedirect,
    )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key goes where the caller said, and nowhere else."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """Follow nothing: the redirect itself is the answer."""
        return None


def _refuse_to_whisper(target, options):
    """Raise `TicketRefused` where anybody on the way, or in Odoo's stead, would get the key.

    Over https the certificate tells who answers. Whoever names `--odoo`, or says
    `--insecure`, means it.
    """
    if options.odoo or options.insecure or keeps_secrets(target):
        return
    raise TicketRefused(
        "The key is not sent over plain http to an address that is only to be checked."
        " Name Odoo's own address with --odoo, or say --insecure."
    )


def keeps_secrets(target):
    """Whether what is sent to this address is read by nobody on the way."""
    scheme, host, _port = target.parts
    return scheme == "https" or _is_loopback(host)


def _is_loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
