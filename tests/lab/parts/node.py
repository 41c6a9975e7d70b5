"""prettier and eslint, in a folder of the lab's: only the linters need them."""

import os
import shutil

from lab.commands import run, say
from lab.folders import PARTS, ROOT
from lab.parts import debian

WANTED = ROOT / "tests" / "lab" / "package.json"
FOLDER = PARTS / "node"
MODULES = FOLDER / "node_modules"


def fetch():
    """Install the pinned versions, unless they are there."""
    installed = FOLDER / "package.json"
    if MODULES.exists() and installed.read_bytes() == WANTED.read_bytes():
        return
    debian.install_missing({"node": "nodejs", "npm": "npm"})
    say("Installing prettier and eslint …")
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copy(WANTED, installed)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
    run(command, log="npm", cwd=FOLDER, grows=FOLDER)


def command(tool, *arguments):
    """What to run, and the environment in which configurations find their plugins."""
    environment = {**os.environ, "NODE_PATH": str(MODULES)}
    return [str(MODULES / ".bin" / tool), *arguments], environment
