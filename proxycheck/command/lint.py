"""``python -m proxycheck lint FILE``: what an nginx configuration alone shows to be wrong."""

from .options import Parser, program

DESCRIPTION = "Read an nginx configuration and say what is wrong in it for Odoo."


def run(arguments):
    """Read the file that is named; return the exit code."""
    parser().parse_args(arguments)
    return 0


def parser():
    """Return the parser of this command's options."""
    parse = Parser(
        prog=f"{program()} lint", description=DESCRIPTION, allow_abbrev=False
    )
    parse.add_argument("file", metavar="FILE", help="nginx.conf, or - for the input")
    return parse
