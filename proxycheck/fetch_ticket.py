"""Ask an Odoo for a ticket with a key, over ``/json/2``; for the command line only."""

import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from .target import Ticket, clean_address
from .wire import dial

# A ticket with Odoo's settings is some 2 kB.
MAX_TICKET_BYTES = 64 * 1024


class TicketRefused(Exception):
    """Odoo gave no ticket; the text says what to do."""


def fetch_ticket(options):
    """Ask Odoo for a ticket over ``/json/2``; raise `TicketRefused`."""
    _refuse_to_whisper(options)
    headers = {
        "Authorization": f"Bearer {options.key}",
        "Content-Type": "application/json",
    }
    if options.db:
        headers["X-Odoo-Database"] = options.db
    odoo = clean_address(options.odoo or options.url)
    asked = urllib.request.Request(
        f"{odoo}/json/2/proxy.health.check/issue_ticket",
        data=json.dumps({"worker_hold": options.pages}).encode(),
        headers=headers,
    )
    try:
        with _opener(options.ca_file).open(asked, timeout=10) as answer:
            ticket = Ticket.from_dict(json.loads(answer.read(MAX_TICKET_BYTES)))
    except urllib.error.HTTPError as error:
        raise TicketRefused(
            f"Odoo answered {error.code} when asked for a ticket. Is the key one of a"
            " Proxy Health manager, and does this address lead to Odoo? --odoo names another."
        ) from error
    except (OSError, http.client.HTTPException) as error:
        raise TicketRefused(
            f"Odoo could not be asked for a ticket: {error}."
        ) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise TicketRefused(
            "What answered is no Odoo with Proxy Health: it sent no ticket."
            " --odoo names another address."
        ) from error
    if not ticket.challenge:
        raise TicketRefused(
            "This Odoo's Proxy Health is older than this command: update the addon."
        )
    return ticket


def _opener(ca_file):
    """Return what asks Odoo and nobody else: no proxy of the environment, no redirect."""
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}),  # HTTP_PROXY would hijack a request to oneself
        urllib.request.HTTPSHandler(context=dial.strict_context(ca_file)),
        _NoRedirect,
    )


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key goes where the caller said, and nowhere else."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """Follow nothing: the redirect itself is the answer."""
        return None


def _refuse_to_whisper(options):
    """Raise `TicketRefused` where anybody on the way, or in Odoo's stead, would get the key.

    Over https the certificate tells who answers. Whoever names `--odoo` means it.
    """
    url = urlsplit(options.url)
    if options.odoo or url.scheme == "https" or _is_loopback(url.hostname or ""):
        return
    raise TicketRefused(
        "The key is not sent over plain http to an address that is only to be checked."
        " Name Odoo's own address with --odoo."
    )


def _is_loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
