"""Words of the records; the engine's become selections, so each stands once."""

from ..proxycheck.subjects import SEVERITIES

# The group that may run checks and read what came of them.
MANAGERS = "proxy_health.proxy_health_group_manager"

QUEUED, RUNNING, DONE = "queued", "running", "done"
INTERRUPTED, CANCELLED = "interrupted", "cancelled"

STATES = [
    (QUEUED, "Queued"),
    (RUNNING, "Running"),
    (DONE, "Done"),
    (INTERRUPTED, "Interrupted"),
    (CANCELLED, "Cancelled"),
]

# Of a message to a webhook.
PENDING, TAKEN, GIVEN_UP = "pending", "taken", "given_up"


def selection(words):
    """Return the selection of an enum: its value, and the label that people read."""
    return [
        (word.value, SEVERITIES.get(word) or word.value.capitalize()) for word in words
    ]
