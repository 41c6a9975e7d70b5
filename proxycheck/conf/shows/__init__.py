"""What a file alone shows, by subject; see `shown.py`."""

from . import (
    access,
    cache,
    cookies,
    forwarded,
    host,
    limits,
    polls,
    rates,
    routing,
    upgrade,
    websocket,
)
