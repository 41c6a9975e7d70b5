"""Ask an Odoo for a ticket with a key, over ``/json/2``; for the command line only."""

import http.client
import ipaddress
import json
import urllib.error
import urllib.request

from .address import clean_address
from .errors import ProxyCheckError
from .target import Ticket
from .wire import dial

# A ticket with Odoo's settings is some 2 kB.
MAX_TICKET_BYTES = 64 * 1024
NO_TICKET = (
    "What answered is no Odoo with Proxy Health: it sent no ticket."
    " --odoo names another address."
)


class TicketRefused(ProxyCheckError):
    """Odoo gave no ticket; the text says what to do."""


def fetch_ticket(target, options, key):
    """Ask Odoo for a ticket over ``/json/2`` with `key`, a `Secret`; raise `TicketRefused`."""
    _refuse_to_whisper(target, options)
    asked, context = _request(target, options, key), dial.context_for(target)
    try:
        with _opener(context).open(asked, timeout=10) as answer:
            ticket = Ticket.from_dict(json.loads(answer.read(MAX_TICKET_BYTES)))
    except (OSError, http.client.HTTPException, ValueError, TypeError) as error:
        raise TicketRefused(_why_refused(error)) from error
    except AttributeError as error:  # JSON, but no object
        raise TicketRefused(NO_TICKET) from error
    if not ticket.challenge:
        raise TicketRefused(
            "This Odoo's Proxy Health is older than this command: update the addon."
        )
    return ticket


def _request(target, options, key):
    headers = {
        "Authorization": f"Bearer {key.reveal()}",
        "Content-Type": "application/json",
    }
    if options.db:
        headers["X-Odoo-Database"] = options.db
    odoo = clean_address(options.odoo or target.base_url)
    return urllib.request.Request(
        f"{odoo}/json/2/proxy.health.check/issue_ticket",
        data=json.dumps({"worker_hold": options.pages}).encode(),
        headers=headers,
    )


def _why_refused(error):
    """Say why there is no ticket, and what to do."""
    if isinstance(error, urllib.error.HTTPError):
        return (
            f"Odoo answered {error.code} when asked for a ticket. Is the key one of a"
            " Proxy Health manager, and does this address lead to Odoo? --odoo names another."
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
