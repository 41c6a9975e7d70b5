"""Run other programs, quietly, and say what went wrong in one place."""

import contextlib
import os
import subprocess
import sys
import time

from lab.folders import LOGS, relative


class LabError(Exception):
    """What the lab could not do, in a sentence that a person can act on."""


def say(sentence):
    """Tell the person at the terminal; stdout stays free for reports."""
    print(sentence, file=sys.stderr, flush=True)


def run(command, log="commands", stdin=subprocess.DEVNULL, grows=None, **options):
    """Run a command to its end, its output kept in a log; LabError if it failed.

    While it takes long, the size of the folder that `grows` by it is told.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("a") as output:
        print("$", *command, file=output, flush=True)
        words = [str(word) for word in command]
        child = subprocess.Popen(
            words, stdin=stdin, stdout=output, stderr=output, **options
        )
        try:
            code = _wait(child, grows)
        finally:
            child.kill()  # we were interrupted; it does nothing to one that ended
    if code:
        raise LabError(
            f"{command[0]} failed (exit code {code}); "
            f"the end of {relative(path)}:\n{tail(path)}"
        )


def _wait(child, grows):
    """The exit code of a child, and meanwhile signs of life."""
    while True:
        try:
            return child.wait(timeout=5 if grows else None)
        except subprocess.TimeoutExpired:
            say(f"  … {_megabytes(grows)} MB")


def _megabytes(top):
    total = 0
    for folder, _folders, files in os.walk(top):
        for name in files:
            with contextlib.suppress(OSError):  # it may be gone by now
                total += os.lstat(os.path.join(folder, name)).st_size
    return total // 1_000_000


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
