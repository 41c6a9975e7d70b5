"""The commands of the lab. The first one to run fetches the parts."""

import argparse
import os
import sys

from lab import parts
from lab.commands import LabError, say
from lab.folders import PYTHON, ROOT


def main():
    """Run one command; 0 when it went well."""
    arguments = _arguments()
    try:
        if arguments.command not in ("stop", "status"):
            parts.fetch(everything=arguments.command == "parts")
        elif not PYTHON.exists():
            say("Nothing is running.")
            return 0
        if sys.prefix == sys.base_prefix:
            _continue_in_environment()
        return _run(arguments)
    except LabError as error:
        say(f"lab: {error}")
        return 2
    except KeyboardInterrupt:
        return 130


# Long, for each command is a line.
def _arguments():
    parser = argparse.ArgumentParser(prog="lab", description="Odoo behind nginx.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, what in {
        "parts": "only fetch Odoo and the other parts",
        "start": "start PostgreSQL and Odoo with the addon",
        "stop": "end what this lab started",
        "status": "say what runs",
        "demo": "start, put a proxy in front, run a check and print its report",
        "outside": "the same with an Odoo of any series, seen from outside",
        "record": "write down what an Odoo of any series answers",
        "check": "run one more check against the demo that runs",
        "lint": "run OCA's linters on the repository",
        "template": "write the translation template anew",
    }.items():
        command = commands.add_parser(name, help=what)
        if name in ("demo", "outside", "check"):
            command.add_argument(
                "proxy", nargs="?", help="a file of faults/ or healthy/"
            )
        if name in ("outside", "record"):
            command.add_argument("--series", type=int, help="14, or that of ODOO_HOME")
        if name == "outside":
            command.add_argument("--workers", type=int, default=2, help="0: threaded")
        if name == "lint":
            command.add_argument("--fix", action="store_true", help="mend what can be")
    return parser.parse_args()


def _continue_in_environment():
    """Start over in the virtual environment, where third-party packages are."""
    paths = [str(ROOT / "tests"), str(ROOT)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [str(PYTHON), "-m", "lab", *sys.argv[1:]]
    os.execve(command[0], command, environment)


def _run(arguments):
    # Imported late: these need the virtual environment.
    from lab import demo, lint, record, template

    run = {
        "parts": demo.show_parts,
        "start": demo.start,
        "stop": demo.stop,
        "status": demo.status,
        "demo": lambda: demo.demo(arguments.proxy),
        "outside": lambda: demo.outside(
            arguments.proxy, arguments.series, arguments.workers
        ),
        "record": lambda: record.record(arguments.series),
        "check": lambda: demo.check(arguments.proxy),
        "lint": lambda: lint.lint(arguments.fix),
        "template": template.write,
    }[arguments.command]
    return run() or 0


if __name__ == "__main__":
    sys.exit(main())
