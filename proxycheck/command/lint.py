"""``python -m proxycheck lint FILE``: what an nginx configuration alone shows to be wrong."""

import json
import sys

from ..conf import Malformed, read
from ..conf.lint import as_report, lint, premises_of
from ..conf.sarif import as_sarif
from ..conf.text import as_text
from ..patch import patched
from ..words import COULD_NOT_TELL, CheckVerdict
from .options import Parser, program
from .render import read_report
from .version import version

DESCRIPTION = (
    "Read an nginx configuration, or the output of “nginx -T”, and say what is wrong in it"
    " for Odoo. Only what the file alone proves is reported. Nothing is sent anywhere."
)
EPILOG = (
    "Exit codes: 0 nothing wrong, 1 degraded, 2 broken, 3 could not tell, 64 wrong usage."
    " Needs the package nginx-crossplane."
)


def run(arguments):
    """Read the file that is named, print what it shows; return the exit code."""
    options = parser().parse_args(arguments)
    report = read_report(options.report) if options.report else {}
    premises = premises_of(report, options.series, options.workers)
    try:
        configuration = read(options.file)
        result = lint(configuration, report, premises)
    except Malformed as refusal:
        print(refusal)
        return COULD_NOT_TELL
    if options.json:
        print(json.dumps(result, indent=2))
    elif options.patch:
        _print_patch(patched(configuration, as_report(result, report)))
    elif options.sarif:
        print(json.dumps(as_sarif(result, version().split()[-1]), indent=2))
    else:
        print(as_text(result), end="")
    return CheckVerdict(result["verdict"]).exit_code


def _print_patch(patch):
    """Print the diff, and on the other channel what is left, with its reason."""
    print(patch.diff(), end="")
    for code, reason in patch.left.items():
        print(f"{code}: {reason}", file=sys.stderr)


# Long, for each option is a line or two.
def parser():
    """Return the parser of this command's options."""
    parse = Parser(
        prog=f"{program()} lint",
        description=DESCRIPTION,
        epilog=EPILOG,
        allow_abbrev=False,
    )
    parse.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="-",
        help="nginx.conf, or - (the input)",
    )
    parse.add_argument(
        "--report", metavar="REPORT", help="what a check of it printed with --json"
    )
    parse.add_argument("--series", type=int, metavar="N", help="of Odoo, 14 to 19 (19)")
    parse.add_argument("--workers", type=int, metavar="N", help="of Odoo; 0: none")
    shape = parse.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print JSON")
    shape.add_argument(
        "--patch", action="store_true", help="print a unified diff that `patch` applies"
    )
    shape.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0")
    return parse
