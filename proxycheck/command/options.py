"""What the command line takes, and what of it is wrong, in a sentence."""

import argparse
import sys
from pathlib import Path

from ..errors import ProxyCheckError
from ..target import Target
from .subcommands import SUBCOMMANDS

DESCRIPTION = (
    "Check the reverse proxy in front of an Odoo (14 to 19), from this machine."
    " Nothing is installed on the server, and nothing is changed there."
)
EPILOG = (
    "Exit codes: 0 healthy, 1 degraded, 2 broken, 3 unknown or unreachable, 64 wrong"
    " usage, 130 interrupted. Of several addresses the worst counts: 2, then 3, then 1."
    " Commands in place of URL, each with a --help of its own: "
    + "; ".join(f"{name} ({does})" for name, does in SUBCOMMANDS.items())
    + "."
)
#: The name on PyPI, and of the command that it installs.
DISTRIBUTION = "odoo-proxy-health"
USAGE = 64  # sysexits.h, EX_USAGE
NO_SECRET_HERE = (
    "A secret does not belong on the command line, where every user of this machine can"
    " read it. Leave it out and type it when you are asked, or put it into %s."
)
#: Options that a secret belongs to, and the variable of the environment that may hold it.
SECRETS = {
    "--key": "ODOO_PROXY_HEALTH_KEY",
    "--password": "ODOO_PROXY_HEALTH_PASSWORD",
}
#: Seconds between two checks, long enough to read what the last one said.
WATCH = 5.0
#: A list of addresses is some lines; what is larger is another file.
MAX_FILE = 256 * 1024


class WrongUsage(ProxyCheckError):
    """What was typed makes no sense; the text says why."""


class Parser(argparse.ArgumentParser):
    """One that ends with 64, since argparse's own 2 means “broken” here."""

    def error(self, message):
        """Say what is wrong, and how to get help."""
        raise WrongUsage(f"{message}. {self.prog} --help lists what there is.")


def parser():
    """Return the command line's parser."""
    parse = Parser(
        prog=program(), description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False
    )
    parse.add_argument("urls", nargs="*", metavar="URL", help="https://erp.example.com")
    parse.add_argument("--file", help="file with one address a line (- is the input)")
    parse.add_argument(
        "--full", action="store_true", help="also measure timeouts (two minutes)"
    )
    parse.add_argument(
        "--watch",
        type=_seconds,
        nargs="?",
        const=WATCH,
        metavar="SECONDS",
        help="check again every so many seconds (5) until all is healthy",
    )
    _add_way(parse.add_argument_group("the way to the proxy"))
    _add_account(parse.add_argument_group("seeing more"))
    _add_output(parse.add_argument_group("what is printed"))
    return parse


def _add_way(group):
    group.add_argument(
        "--connect-to", default="", help="host:port of the proxy, if not URL's"
    )
    group.add_argument(
        "--proxy",
        default="",
        metavar="KIND",
        help="what stands there, if it is not recognised: nginx, traefik, haproxy, …",
    )
    group.add_argument("--ca-file", default="", help="PEM file of a private authority")
    group.add_argument(
        "--insecure",
        action="store_true",
        help="do not judge the certificate; also lets a secret go over plain http",
    )


# Long, for each option is a line or two.
def _add_account(group):
    group.add_argument(
        "--login",
        help="sign in as this user: the password is asked for, or from"
        " ODOO_PROXY_HEALTH_PASSWORD; with --key, whose key it is (before Odoo 19)",
    )
    group.add_argument(
        "--key",
        action="store_true",
        help="use an Odoo API key: asked for, or from ODOO_PROXY_HEALTH_KEY",
    )
    group.add_argument("--db", help="database, where the server has several")
    group.add_argument(
        "--odoo", help="address at which to ask Odoo for the ticket, if not URL"
    )
    group.add_argument(
        "--odoo-config",
        metavar="FILE",
        help="on Odoo's machine: its configuration file, to ask its own ports too",
    )
    group.add_argument(
        "--direct",
        action="store_true",
        help="with --key, on Odoo's machine: ask its own ports too",
    )
    group.add_argument(
        "--pages",
        action="store_true",
        help="with --full, also wait for a slow page (occupies one of Odoo's workers)",
    )


def _add_output(group):
    group.add_argument("--json", action="store_true", help="print the report as JSON")
    group.add_argument("--rules", action="store_true", help="print the table of rules")
    group.add_argument("--version", action="store_true", help="print the version")


def read(arguments=None):
    """Return the options, with ``targets``; raise `ProxyCheckError` with a sentence."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    _refuse_secrets(arguments)
    options = parser().parse_intermixed_args(_told_apart(arguments))
    if options.rules or options.version:
        return options
    addresses = [*options.urls, *(_listed(options.file) if options.file else ())]
    if not addresses:
        raise WrongUsage(
            f"Which address? Write it like this: {program()} https://erp.example.com"
        )
    options.targets = _targets(addresses, options)
    # A list was asked for, even if one address is left of it.
    options.several = len(options.targets) > 1 or bool(options.file)
    return options


def _targets(addresses, options):
    """One `Target` an address, in their order, each once."""
    targets = [
        Target(
            one,
            options.connect_to,
            options.ca_file,
            verify=not options.insecure,
            proxy=options.proxy,
        )
        for one in addresses
    ]
    return list({target.base_url: target for target in targets}.values())


def _listed(name):
    """The addresses in a file, a line each; empty lines and ``#`` comments are none."""
    try:
        with sys.stdin if name == "-" else Path(name).open() as file:
            text = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise WrongUsage(f"{name} cannot be read: {reason}.") from error
    if len(text) > MAX_FILE:
        raise WrongUsage(f"{name} is too large to be a list of addresses.")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def _refuse_secrets(arguments):
    """Raise `WrongUsage` where a secret was typed, without repeating it."""
    for index, word in enumerate(arguments):
        following = next(iter(arguments[index + 1 :]), "-")
        name, given, _value = word.partition("=")
        typed = given or not (following.startswith("-") or "://" in following)
        if name in SECRETS and typed:
            raise WrongUsage(NO_SECRET_HERE % SECRETS[name])


def _told_apart(arguments):
    """`arguments`, with ``--watch`` closed where no number follows but an address."""
    closed = []
    for index, word in enumerate(arguments):
        following = next(iter(arguments[index + 1 :]), "")
        alone = word == "--watch" and not _number(following)
        closed.append(f"--watch={WATCH}" if alone else word)
    return closed


def _number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def _seconds(text):
    seconds = float(text)
    if not 1 <= seconds <= 86400:
        raise argparse.ArgumentTypeError("write a number of seconds from 1 to 86400")
    return seconds


def program():
    """Return how this command is called here, for what is printed of it."""
    name = Path(sys.argv[0]).name
    return "python -m proxycheck" if name in ("", "__main__.py") else name
