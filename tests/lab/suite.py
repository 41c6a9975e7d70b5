"""`make test`: two pytests at once, each in a lab of its own.

The tests of some files wait most of their minutes: for a scheduled action, for another
program's tests, for packages. Those run beside all others (see tests/e2e/conftest.py).
What they said is shown below what the others said. Arguments go to both.
"""

import os
import subprocess
import sys
import time

from lab.commands import say
from lab.folders import PYTHON, ROOT

#: The lab of the tests that somebody watches; that of the others lies beside it.
HOME = ROOT / (os.environ.get("LAB_HOME") or ".lab/test")
BESIDE = HOME.with_name(f"{HOME.name}-beside")
# How pytest says that it had nothing to do.
NONE_SELECTED = 5


def main():
    """Run what the arguments select; pytest's exit code, the worse of the two."""
    BESIDE.mkdir(parents=True, exist_ok=True)
    path = BESIDE / "tests.log"
    with path.open("w") as output:
        beside = _pytest(BESIDE, "--beside", "only", stdout=output, stderr=output)
    try:
        codes = {_pytest(HOME, "--beside", "no").wait()}
        if beside.poll() is None:
            say("\nThe tests beside have not ended yet.")
        codes.add(_shown(beside, path))
    except KeyboardInterrupt:
        codes = {130}  # both pytests have heard it too, and end what they began
        beside.wait()
    finally:
        for home in (HOME, BESIDE):
            subprocess.run(_lab("stop"), cwd=ROOT, env=_environment(home), check=False)
    return max(codes - {NONE_SELECTED}, default=NONE_SELECTED)


def _pytest(home, *options, **streams):
    command = [PYTHON, "-m", "pytest", "--rootdir", "tests/e2e", "-c"]
    command += ["tests/e2e/pytest.ini", *options, *sys.argv[1:], "tests/e2e"]
    return subprocess.Popen(command, cwd=ROOT, env=_environment(home), **streams)


def _shown(child, path):
    """Show what a child has said and still says; its exit code."""
    with path.open() as said:
        while True:
            code = child.poll()
            sys.stdout.write(said.read())
            sys.stdout.flush()
            if code is not None:
                return code
            time.sleep(0.5)


def _lab(command):
    return [PYTHON, "-m", "lab", command]


def _environment(home):
    paths = os.pathsep.join([str(ROOT / "tests"), str(ROOT)])
    return {**os.environ, "LAB_HOME": str(home), "PYTHONPATH": paths}


if __name__ == "__main__":
    sys.exit(main())
