"""``python -m proxycheck heal URL --config FILE``: check, change, check again, or as it was."""

import sys

from ..conf import read
from ..heal import ChangedFiles, Healing, Nginx, Stopped, recovered
from ..patch import patched
from ..words import CheckVerdict
from . import options as given
from . import progress
from .options import Parser, WrongUsage, program
from .printing import as_document
from .running import runner_of

DESCRIPTION = (
    "Check an address, show what to change in nginx's configuration on this machine, and"
    " after your yes change it, reload nginx and check again. The change is kept only if"
    " the check is better and nothing new is wrong; otherwise everything is as it was."
    " All options of a check can be given too."
)
NOBODY_TO_ASK = "Nobody can be asked here. --yes changes the file without asking."
NOTHING = "There is nothing in %s that the findings would change."
KEPT = "Kept. The old files: %s"
NOT_KEPT = "Not kept: everything is as it was. %s"
STOPPED = "Stopped: everything is as it was."
QUESTION = "Write this, and reload nginx? [y/N] "


def run(arguments):
    """Heal; return the exit code of the last verdict, or 130 where it was stopped."""
    ours, rest = parser().parse_known_args(arguments)
    options = given.read(rest)
    if len(options.targets) != 1:
        raise WrongUsage("One address can be healed at a time.")
    nginx = Nginx(_command(ours))
    if not ours.dry_run:
        recovered(ours.config, nginx, _tell)
    runner = runner_of(options)

    def check():
        with progress.for_terminal(options) as line:
            return runner.reports(line)[0]

    try:
        return _heal(ours, nginx, check)
    except Stopped:
        _tell(STOPPED)
        return 130


def parser():
    """Return the parser of the options that only this command has."""
    parse = Parser(
        prog=f"{program()} heal", description=DESCRIPTION, allow_abbrev=False
    )
    add = parse.add_argument
    add("--config", metavar="FILE", required=True, help="nginx's configuration")
    add("--yes", action="store_true", help="change it without asking")
    add("--dry-run", action="store_true", help="show the change and do nothing")
    add("--advice", action="store_true", help="follow mere advice as well")
    add(
        "--follow-links",
        action="store_true",
        help="also change files to which a link out of their folder leads",
    )
    how = parse.add_mutually_exclusive_group()
    how.add_argument("--nginx", metavar="COMMAND", default="nginx", help="(nginx)")
    how.add_argument(
        "--container",
        metavar="NAME",
        help="nginx runs in this Docker container, and FILE lies in a folder that is"
        " mounted there",
    )
    return parse


def _command(ours):
    if ours.container:
        return ["docker", "exec", ours.container, "nginx"]
    return ours.nginx.split()


def _heal(ours, nginx, check):
    before = check()
    print(as_document([before]))
    patch = patched(read(ours.config), before, ours.advice)
    for code, reason in patch.left.items():
        print(f"Not in this file: {code}. {reason}")
    if not patch.changed:
        print(NOTHING % ours.config)
        return CheckVerdict(before["verdict"]).exit_code
    files = ChangedFiles.of(patch, ours.config, ours.follow_links)
    print(patch.diff(), flush=True)
    if ours.dry_run or not (ours.yes or _asked()):
        return CheckVerdict(before["verdict"]).exit_code
    outcome = Healing(files, ours.config, nginx, check, _tell).run(before)
    if not outcome.kept:
        print(NOT_KEPT % outcome.why)
        return CheckVerdict(before["verdict"]).exit_code
    print(as_document([outcome.report]))
    print(KEPT % ", ".join(outcome.copies))
    return CheckVerdict(outcome.report["verdict"]).exit_code


def _asked():
    if not sys.stdin or not sys.stdin.isatty():
        raise WrongUsage(NOBODY_TO_ASK)
    try:
        return input(QUESTION).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _tell(sentence):
    print(sentence, file=sys.stderr, flush=True)
