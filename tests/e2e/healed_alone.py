"""A healing in a process of its own, which kills itself after so many steps.

    python healed_alone.py CONFIG STEPS NGINX…

It writes “new” in place of “old” into CONFIG. Its check says that this helped.
"""

import os
import signal
import sys
from pathlib import Path

from proxycheck.heal import ChangedFiles, Healing, Nginx
from proxycheck.heal.changed_files import ChangedFile


def report(verdict):
    """As much of a report as a healing reads."""
    return {"verdict": verdict, "findings": []}


def files(config):
    """The one change."""
    before = Path(config).read_bytes()
    return ChangedFiles(
        [ChangedFile(Path(config), before, before.replace(b"old", b"new"))]
    )


def main(config, steps, *nginx):
    """Heal, and die where it was told."""
    told = []

    def tell(sentence):
        told.append(sentence)
        if len(told) == int(steps):
            os.kill(os.getpid(), signal.SIGKILL)

    healing = Healing(
        files(config), config, Nginx(nginx), lambda: report("healthy"), tell, settle=0
    )
    print(healing.run(report("broken")).kept, len(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
