"""``python -m proxycheck explain [FILE]``: what lines of a log or of a console mean."""

import contextlib
import json
import sys
from pathlib import Path

from ..logs.explained import NO_REPORT, explain
from ..logs.text import as_text
from .options import Parser, WrongUsage, program

DESCRIPTION = (
    "Say what lines of nginx's error log, nginx's access log, Odoo's log or a browser's"
    " console mean. Which log it is, is recognised line by line."
)
EPILOG = (
    "Exit codes: 0 read, 64 wrong usage, 130 interrupted. Keys, names of users and query"
    " strings are not repeated. A compressed log: zcat error.log.2.gz | … explain"
)
#: The largest report has some hundred kB.
MAX_REPORT = 16 * 1024 * 1024


def run(arguments):
    """Read the log that is named, or the input, and print what it says; return 0."""
    options = parser().parse_args(arguments)
    report = _report(options.report) if options.report else None
    with _opened(options.file) as stream:
        explained = explain(stream, report)
    if options.json:
        print(json.dumps(explained, indent=2))
    else:
        print(as_text(explained), end="")
    return 0


def parser():
    """Return the parser of this command's options."""
    parse = Parser(
        prog=f"{program()} explain",
        description=DESCRIPTION,
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parse.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help="the log (default: the input)",
    )
    parse.add_argument(
        "--report",
        metavar="REPORT.json",
        help="a check to compare with, as run_check or --json gave it",
    )
    parse.add_argument("--json", action="store_true", help="print JSON")
    return parse


def _opened(name):
    if name == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise WrongUsage(f"{name} cannot be read: {error.strerror}.") from error


def _report(name):
    """The report in a file; of the list that several addresses give, the only one."""
    try:
        text = Path(name).read_bytes()
    except OSError as error:
        raise WrongUsage(f"{name} cannot be read: {error.strerror}.") from error
    try:
        given = json.loads(text) if len(text) <= MAX_REPORT else None
    except ValueError:
        given = None
    given = given[0] if isinstance(given, list) and len(given) == 1 else given
    if not isinstance(given, dict):
        raise WrongUsage(f"{name}: {NO_REPORT}")
    return given
