"""Run other programs, quietly, and say what went wrong in one place."""

import subprocess
import sys
import time

from lab.folders import LOGS, relative


class LabError(Exception):
    """What the lab could not do, in a sentence that a person can act on."""


def say(sentence):
    """Tell the person at the terminal; stdout stays free for reports."""
    print(sentence, file=sys.stderr, flush=True)


def run(command, log="commands", **options):
    """The finished process; its output is kept in a log. Raises LabError if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("a") as output:
        print("$", *command, file=output, flush=True)
        done = subprocess.run(
            [str(word) for word in command],
            stdin=options.pop("stdin", subprocess.DEVNULL),
            stdout=options.pop("stdout", output),
            stderr=output,
            check=False,
            **options,
        )
    if done.returncode:
        raise LabError(
            f"{command[0]} failed (exit code {done.returncode}); "
            f"the end of {relative(path)}:\n{tail(path)}"
        )
    return done


def ask(command, **options):
    """What the command printed, stripped; empty if it failed or does not exist."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            text=True,
            **options,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def tail(path, lines=15):
    """The last lines of a log, indented."""
    text = path.read_text(errors="replace").splitlines() if path.exists() else []
    return "\n".join("    " + line for line in text[-lines:])


def wait_until(ready, seconds, what):
    """The first true answer of `ready()`, asked ten times a second."""
    end = time.monotonic() + seconds
    while True:
        answer = ready()
        if answer:
            return answer
        if time.monotonic() > end:
            raise LabError(f"{what} did not happen within {seconds} s.")
        time.sleep(0.1)
