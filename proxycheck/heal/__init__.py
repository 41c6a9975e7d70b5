"""Changing nginx's configuration on this machine: healed, or byte for byte as it was.

``Healing(files, nginx, check, tell).run(report)`` writes, reloads and checks again; it
keeps the change only if it helped. ``recovered(config, nginx, tell)`` puts back what a
run left behind that was killed.
"""

from .changed_files import ChangedFiles, LeadsOutside
from .healing import Healing, Outcome, Stopped
from .journal import recovered
from .nginx import Nginx, Refused

__all__ = [
    "ChangedFiles",
    "Healing",
    "LeadsOutside",
    "Nginx",
    "Outcome",
    "Refused",
    "Stopped",
    "recovered",
]
