"""What a file alone shows, by subject; see `shown.py`."""

from . import access, cache, forwarded, limits, polls, routing, upgrade
