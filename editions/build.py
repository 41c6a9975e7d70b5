"""An edition: the addon's files, changed by the lists, as a folder and as a zip."""

import shutil
import zipfile

from editions import differences, python_code, readme
from editions.differences import HERE
from editions.rewrite import rewritten

ROOT = HERE.parent
ADDON = "proxy_health"
DIST = ROOT / "dist"
SOURCE = "19.0"

# What belongs to the addon; the rest of the repository makes and tests it.
FOLDERS = (
    "cli",
    "controllers",
    "data",
    "i18n",
    "migrations",
    "models",
    "security",
    "static",
    "tools",
    "views",
    "wizards",
)
FILES = (
    "__init__.py",
    "__manifest__.py",
    "compat.py",
    "hooks.py",
    "CHANGELOG.md",
    "CONTRIBUTING.md",  # how another addon brings rules
    "LICENSE",
    "requirements.txt",
)
# The same bytes in every edition.
ENGINE = "proxycheck"
# What Odoo's own tests are, beside the lab and what it starts.
TESTS = "tests/*.py"
BACKPORTS = HERE / "backports.py"
# So that the same source gives the same bytes.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def build(series, dist=DIST):
    """Build an edition; return its folder and its zip. Raises BuildError."""
    files = edition(series)
    folder = dist / series / ADDON
    shutil.rmtree(folder.parent, ignore_errors=True)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    version = _version(files["__manifest__.py"].decode())
    archive = folder.parent / f"{ADDON}-{version}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(f"{ADDON}/{path}", ZIP_DATE), content)
    return folder, archive


def edition(series):
    """Return the files of an edition: ``{path below the addon: bytes}``."""
    files = _of_series(_source(), series)
    texts = {path: _text(content) for path, content in files.items()}
    changed = {
        path: text for path, text in texts.items() if text and not _stays(path, texts)
    }
    applied = differences.of(series)
    for difference in applied:
        changed = rewritten(changed, difference)
        own = difference.operations.get("files", ())
        changed |= {
            path: (HERE / difference.series / "files" / path).read_text("utf-8")
            for path in own
        }
    for path, text in changed.items():
        if path.endswith(".py"):
            changed[path] = python_code.with_import(text, path.count("/"))
    as_they_are = {path: files[path] for path in files if _stays(path, texts)}
    version = _version(changed["__manifest__.py"])
    changed["README.md"] = readme.readme(series, version)
    return {**as_they_are, **{path: text.encode() for path, text in changed.items()}}


def _stays(path, texts):
    """Say whether a file is in every edition as it is: the engine's, pictures, backports."""
    own = path.startswith(f"{ENGINE}/") or path == BACKPORTS.name
    return own or not texts[path]


def _source():
    """Return the addon's own files, as they are: ``{path: bytes}``."""
    paths = [ROOT / name for name in FILES]
    for folder in (*FOLDERS, ENGINE):
        paths += sorted((ROOT / folder).rglob("*"))
    paths += sorted(ROOT.glob(TESTS))
    files = {
        str(path.relative_to(ROOT)): path.read_bytes()
        for path in paths
        if path.is_file() and path.suffix != ".pyc"
    }
    return {**files, BACKPORTS.name: BACKPORTS.read_bytes()}


def _of_series(files, series):
    """Give manifest and migration scripts the series' own versions."""
    old, new = f'"version": "{SOURCE}.'.encode(), f'"version": "{series}.'.encode()
    manifest = files["__manifest__.py"].replace(old, new)
    moved = {path.replace(f"/{SOURCE}.", f"/{series}."): files[path] for path in files}
    return {**moved, "__manifest__.py": manifest}


def _text(content):
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None  # a picture


def _version(manifest):
    return python_code.literal(manifest)["version"]
