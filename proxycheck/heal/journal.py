"""What is under way, on disk: a run that was killed is taken back by the next one.

The journal lies beside the file that was named, hidden from nginx. It is written when all
copies lie on the disk and before the first file is changed. It goes when the change is
kept, or taken back and nginx has loaded the old files.
"""

import json
import os
import time
from pathlib import Path

from . import writing

JOURNAL = ".proxy-health-journal"
COPY = ".before-heal-%s"
FOUND = (
    "An earlier run ended in the middle, without taking its change back. Its old files are"
    " put back now."
)


class Journal:
    """The copies of the files of one run."""

    def __init__(self, config):
        self.path = writing.hidden(Path(config).resolve(), JOURNAL)
        self.rows = []

    def begin(self, files):
        """Copy all files, then write the journal."""
        stamp = time.strftime("%Y%m%d-%H%M%S")
        for one in files:
            copy = writing.hidden(one.path, COPY % stamp)
            writing.write(copy, one.before, like=one.path)
            self.rows.append({"path": str(one.path), "copy": str(copy)})
        content = json.dumps({"files": self.rows}, indent=1).encode()
        writing.write(self.path, content)

    def read(self):
        """Take up the rows of an earlier run; whether there was one."""
        if not self.path.exists():
            return False
        self.rows = json.loads(self.path.read_bytes())["files"]
        return True

    def put_back(self):
        """Write each file as its copy is, with the copy's owner and mode."""
        for row in self.rows:
            copy = Path(row["copy"])
            if copy.exists():
                writing.write(Path(row["path"]), copy.read_bytes(), like=copy)

    def end(self, keep_copies):
        """Take the journal away; the copies stay where the change stays."""
        writing.remove(self.path)
        for row in self.rows if not keep_copies else ():
            writing.remove(Path(row["copy"]))

    @property
    def copies(self):
        """The paths of the copies."""
        return [row["copy"] for row in self.rows]


def recovered(config, nginx, tell):
    """Put back what a killed run left behind; whether there was something.

    Raises `Refused` where nginx does not load the old files: then the journal stays.
    """
    journal = Journal(config)
    if not os.path.exists(journal.path.parent) or not journal.read():
        return False
    tell(FOUND)
    journal.put_back()
    nginx.test()
    nginx.reload()
    journal.end(keep_copies=False)
    return True
