"""Write every document that is out of date, or only say which are."""

import sys

from lab.documents import (
    editions,
    facts,
    help,
    proxies,
    readme,
    rules,
    schema,
    scripts,
    store,
)
from lab.folders import ROOT

HOW = "Please run `make generate` and commit what it writes."


def made():
    """Return ``{path below the repository: text or bytes}`` of all that is made."""
    return {
        **readme.made(),
        **rules.made(),
        **editions.made(),
        **facts.made(),
        **help.made(),
        **schema.made(),
        **scripts.made(),
        **proxies.made(),
        **store.made(),
    }


def differing(documents):
    """Return the paths whose file is missing or differs, and made ones that are left over."""
    wrong = [path for path, what in documents.items() if _read(path) != _bytes(what)]
    folder = ROOT / rules.FOLDER
    present = {f"{rules.FOLDER}/{path.name}" for path in folder.glob("*.md")}
    return sorted({*wrong, *(present - set(documents))})


def write(documents):
    """Write what differs, remove what is left over, and return the paths of both."""
    paths = differing(documents)
    for path in paths:
        file = ROOT / path
        if path in documents:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_bytes(documents[path]))
        else:
            file.unlink()
    return paths


def main(arguments):
    """Return the exit code: 1 if `--check` found something out of date."""
    check = "--check" in arguments
    paths = differing(made()) if check else write(made())
    for path in paths:
        print(f"{'Out of date' if check else 'Written'}: {path}", file=sys.stderr)
    if check and paths:
        print(HOW, file=sys.stderr)
    return 1 if check and paths else 0


def _read(path):
    file = ROOT / path
    return file.read_bytes() if file.exists() else None


def _bytes(what):
    return what.encode() if isinstance(what, str) else what


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
