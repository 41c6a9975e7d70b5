"""Writing a file so that there is always a whole one, with its owner, mode and attributes."""

import os
import shutil

#: nginx's `include folder/*` takes in no name that begins with a dot (glob(3)).
HIDDEN = "."
UNFINISHED = ".proxy-health-unfinished"


def hidden(path, ending):
    """Return the path of a file beside `path` that nginx does not include."""
    return path.with_name(f"{HIDDEN}{path.name}{ending}")


def write(path, content, like=None):
    """Replace the content of `path` in one step; owner and mode stay, or are those of `like`.

    Raises `OSError`, and then the file is as it was.
    """
    unfinished = hidden(path, UNFINISHED)
    like = like or (path if path.exists() else None)
    try:
        # Nobody else may read it before it has the mode of the file that it replaces.
        descriptor = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if like:
            _as_owned(unfinished, like)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _as_owned(path, like):
    known = like.stat()
    if (path.stat().st_uid, path.stat().st_gid) != (known.st_uid, known.st_gid):
        os.chown(path, known.st_uid, known.st_gid)
    shutil.copystat(like, path)
    os.utime(path)


def remove(path):
    """Take a file away, if it is there, so that it stays away."""
    path.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder):
    """Let the disk know of a new name; without it a power cut could bring back the old one."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
