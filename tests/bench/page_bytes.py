"""What the addon adds to every backend page, as Odoo serves it: minified."""

import re
import urllib.request

from bench import Row

BUDGET = 2 * 1024
BUNDLES = ("web.assets_backend.min.js", "web.assets_backend.min.css")
#: Odoo puts each of a bundle's files behind one of these: a script's module, or a
#: comment with a style sheet's path.
FILE = re.compile(r"(?=odoo\.define\(['\"]|/\* ?/[\w/.-]+ ?\*/)")
OURS = re.compile(r"odoo\.define\(['\"]@proxy_health/|/\* ?/proxy_health/")


def measure(lab):
    """Return the bytes of the addon's own files in the bundles of every page."""
    files = [
        file
        for name in BUNDLES
        for file in FILE.split(fetched(f"{lab.odoo.url}/web/assets/any/{name}"))
        if OURS.match(file)
    ]
    size = sum(len(file.encode()) for file in files)
    return Row(
        "bytes added to every backend page",
        f"≤ {BUDGET} bytes",
        f"{size} bytes in {len(files)} files",
        0 < size <= BUDGET,
    )


def fetched(url):
    """The text at the address; Odoo makes the bundle if nobody asked for it yet."""
    with urllib.request.urlopen(url, timeout=120) as answer:
        return answer.read().decode()
