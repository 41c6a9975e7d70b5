"""``odoo proxy_health``: check the proxy, or read the newest report, in a terminal.

Odoo finds this file by its folder and loads it without the addon around it, so what it
needs of the addon is imported when a command runs.
"""

import argparse
import json
import os
import re
import sys

from odoo import SUPERUSER_ID
from odoo.api import Environment
from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import config

COULD_NOT_TELL = 3
USAGE = 64  # sysexits.h, EX_USAGE

RED, YELLOW, GREEN, BLUE = 31, 33, 32, 34
COLOURS = {
    "critical": RED,
    "warning": YELLOW,
    "info": BLUE,
    "Broken": RED,
    "Unreachable": RED,
    "Unknown": BLUE,
    "Degraded": YELLOW,
    "Healthy": GREEN,
}
# Where these words head a line; what the wire said stands further in.
_HEADS = re.compile(rf"(?m)^(\d+\. \[)?({'|'.join(COLOURS)})(?=[\]:])")


class CouldNotTell(Exception):
    """There is no verdict; the text says why."""


class ProxyHealth(Command):
    """Check the reverse proxy in front of this Odoo"""

    name = "proxy_health"
    epilog = (
        "Exit codes: 0 healthy, 1 degraded, 2 broken, 3 could not tell, 64 wrong usage."
    )

    def run(self, args):
        """Run one command and leave with its exit code."""
        sys.exit(self._exit_code(args))

    def _exit_code(self, args):
        try:
            options = self._options(args)
            report = self._report(options)
        except SystemExit as usage:
            return USAGE if usage.code else 0  # argparse's own 2 is taken
        except Exception as error:  # no verdict must look like one
            sys.stderr.write(f"proxy_health: {error}\n")
            return COULD_NOT_TELL
        shown = json.dumps(report, indent=2) if options.json else _shown(report)
        sys.stdout.write(f"{shown.rstrip()}\n")
        return _exit_code_of(report)

    def _options(self, args):
        parser = argparse.ArgumentParser(
            prog="odoo proxy_health", description=self.__doc__, epilog=self.epilog
        )
        commands = parser.add_subparsers(dest="command", required=True)
        for name, what in (
            ("check", "look now, and keep the check"),
            ("report", "print the newest report"),
        ):
            command = commands.add_parser(name, help=what, epilog=self.epilog)
            command.add_argument("-c", "--config", help="configuration file of Odoo")
            command.add_argument("-d", "--database", help="database, if not the file's")
            command.add_argument(
                "--target", help="public address (default: this Odoo's)"
            )
            command.add_argument("--json", action="store_true", help="print JSON")
            if name == "check":
                help_text = "also measure timeouts (two minutes)"
                command.add_argument("--full", action="store_true", help=help_text)
        return parser.parse_args(args)

    def _report(self, options):
        with Registry(_database(options)).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            if "proxy.health.check" not in env:
                raise CouldNotTell(f"Proxy Health is not installed in {cr.dbname}.")
            checks = env["proxy.health.check"]
            if options.command == "check":
                return checks.run_check(
                    options.target, "full" if options.full else "quick"
                )
            report = checks.latest_report(options.target)
        if not report:
            raise CouldNotTell("No check has ended yet.")
        return report


def _database(options):
    """Configure Odoo as its other commands do; return the one database."""
    arguments = ["--no-http", "--log-level=warn"]
    if options.config:
        arguments += ["-c", options.config]
    if options.database:
        arguments += ["-d", options.database]
    config.parse_config(arguments, setup_logging=True)
    names = config["db_name"] or []
    if isinstance(names, str):  # up to Odoo 18
        names = names.split(",")
    if len(names) != 1:
        raise CouldNotTell("Name one database with -d, or in the configuration file.")
    return names[0]


def _exit_code_of(report):
    from odoo.addons.proxy_health.proxycheck.words import CheckVerdict

    return CheckVerdict(report["verdict"]).exit_code


def _shown(report):
    """Return the report for a person, coloured if one looks on."""
    from odoo.addons.proxy_health.proxycheck.report import as_text

    text = as_text(report)
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return _HEADS.sub(_coloured, text)


def _coloured(match):
    before, word = match[1] or "", match[2]
    return f"{before}\033[{COLOURS[word]}m{word}\033[0m"
