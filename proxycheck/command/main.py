"""Reads the options, runs the checks, prints what they say; returns the exit code."""

import os
import sys

from .. import catalogue
from ..errors import ProxyCheckError
from . import options as given
from . import progress, subcommands
from .printing import as_document, as_json, exit_code
from .running import runner_of
from .version import version
from .watching import watch

MISSING = "Python has no %s here. Please run: pip install cryptography websocket-client"
INTERRUPTED = 130  # what shells say of a program that Ctrl-C ended


def main(arguments=None):
    """Run one command and print its result; return the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        named = subcommands.named(arguments)
        return named(arguments[1:]) if named else _run(given.read(arguments))
    except ProxyCheckError as error:
        print(error, file=sys.stderr)
        return given.USAGE
    except ModuleNotFoundError as missing:
        print(MISSING % missing.name, file=sys.stderr)
        return given.USAGE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Who read our output has enough of it. The interpreter's own flush must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED


def _run(options):
    if options.rules:
        return _say(catalogue.as_markdown())
    if options.version:
        return _say(version())
    runner = runner_of(options)
    if options.watch:
        return watch(runner, options, _say, lambda: progress.for_terminal(options))
    with progress.for_terminal(options) as line:
        reports = runner.reports(line)
    _say(as_json(reports, options.several) if options.json else as_document(reports))
    return exit_code(reports)


def _say(text):
    """Print a text at once, for who reads it as it comes; return 0."""
    if text:
        print(text.rstrip("\n"), flush=True)
    return 0
