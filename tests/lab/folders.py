"""Where things are. Everything the lab makes lives in HOME and PARTS, both ignored."""

import os
from pathlib import Path

# The repository: it is the addon itself, whatever the folder is called.
ROOT = Path(__file__).resolve().parents[2]
FAULTS = ROOT / "tests" / "e2e" / "faults"
HEALTHY = ROOT / "tests" / "e2e" / "healthy"
SNIPPETS = ROOT / "tests" / "e2e" / "snippets"
LONGPOLLING = ROOT / "tests" / "e2e" / "longpolling"
PUBLISHED = ROOT / "tests" / "e2e" / "published"
# Proxies that are no nginx, a folder a product.
PRODUCTS = ROOT / "tests" / "e2e" / "products"
# What real Odoos answered.
RECORDED = ROOT / "tests" / "recorded"

# The edition that is tried (lab/edition.py), such as "18.0"; empty: the addon itself.
EDITION = os.environ.get("LAB_EDITION", "")
# The addon as Odoo is shown it.
ADDON_ROOT = ROOT / "dist" / EDITION / "proxy_health" if EDITION else ROOT

# What runs: a database cluster, Odoo, nginx, their logs. One lab, one HOME.
HOME = Path(os.environ.get("LAB_HOME") or ROOT / ".lab").resolve()
# What was downloaded: never changes while a lab runs, so several labs can share it.
PARTS = Path(os.environ.get("LAB_PARTS") or ROOT / ".lab" / "parts").resolve()

VENV = PARTS / "venv"
PYTHON = VENV / "bin" / "python"
LOGS = HOME / "logs"


def relative(path):
    """The path as a person in the repository would write it."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return str(path)
