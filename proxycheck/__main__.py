"""``python -m proxycheck URL``: check an address from this machine, with or without a key.

Without ``--key`` only what a stranger may see is judged. With an Odoo API key
of a Proxy Health manager, Odoo hands out a ticket and the probe routes answer.
Exit codes: 0 healthy, 1 degraded, 2 broken, 3 could not tell, 64 wrong usage.
"""

import argparse
import json
import sys

from . import catalogue
from .check import check
from .errors import BadAddress
from .fetch_ticket import TicketRefused, fetch_ticket
from .report import as_text
from .target import Target
from .words import CheckVerdict, Depth

USAGE = 64  # sysexits.h, EX_USAGE


def main(arguments=None):
    """Run one check and print it; return the exit code."""
    options = parser().parse_args(arguments)
    if options.rules:
        print(catalogue.as_markdown(), end="")
        return 0
    try:
        target = Target(options.url, options.connect_to, options.ca_file)
        ticket = fetch_ticket(options) if options.key else None
    except (BadAddress, TicketRefused) as error:
        print(error, file=sys.stderr)
        return USAGE
    depth = Depth.FULL if options.full else Depth.QUICK
    how = {"direct": options.direct, "pages": options.pages}
    document = check(target, ticket, depth=depth, **how).report()
    print(json.dumps(document, indent=2) if options.json else as_text(document))
    return CheckVerdict(document["verdict"]).exit_code


def parser():
    """Return the command line's parser."""
    parse = argparse.ArgumentParser(prog="python -m proxycheck", description=__doc__)
    parse.add_argument("url", nargs="?", help="like https://erp.example.com")
    parse.add_argument("--rules", action="store_true", help="print the table of rules")
    parse.add_argument("--json", action="store_true", help="print the report as JSON")
    parse.add_argument(
        "--full", action="store_true", help="also measure timeouts (two minutes)"
    )
    parse.add_argument(
        "--pages",
        action="store_true",
        help="with --full, also wait for a slow page (occupies one of Odoo's workers)",
    )
    parse.add_argument("--key", help="Odoo API key of a Proxy Health manager")
    parse.add_argument("--db", help="database, where the server has several")
    parse.add_argument(
        "--odoo", help="address at which to ask Odoo for the ticket, if not URL"
    )
    parse.add_argument(
        "--connect-to", default="", help="host:port of the proxy, if not URL's"
    )
    parse.add_argument("--ca-file", default="", help="PEM file of a private authority")
    parse.add_argument(
        "--direct",
        action="store_true",
        help="this machine runs Odoo: ask its own ports too",
    )
    return parse


if __name__ == "__main__":
    sys.exit(main())
