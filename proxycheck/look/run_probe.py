"""Runs one probe: whatever the network, the clock or the probe itself does is an observation."""

import logging
import time

from ..declared import keep_declared
from ..observation import Observation, cut, plain
from ..translatable import _lt
from ..wire.dial import Unanswered
from ..words import Status
from .line import NotMeasured, OutOfTime

_logger = logging.getLogger(__name__)

NOBODY = _lt("Nothing answered at this address from this vantage.")
TIME_UP = _lt("The check's time was up before this could be measured.")
CRASHED = _lt("The probe itself failed; the server's log has the details.")


def run_probe(line, probe):
    """Run one probe; whatever happens is an `Observation`."""
    start = time.monotonic()
    status, facts, because = Status.SEEN, {}, ""
    try:
        facts = plain(probe.look(line))
    except Unanswered as failure:
        status, because = Status.FAILED, NOBODY
        facts = {"outcome": failure.outcome.value, "detail": failure.detail}
    except (OutOfTime, TimeoutError):
        status, because = Status.FAILED, TIME_UP
    except NotMeasured as reason:
        status, because = Status.FAILED, str(reason)
    except Exception as error:  # noqa: BLE001 - a probe's crash must not cost the others
        _logger.exception("probe %s failed", probe.name)
        status, because = Status.FAILED, CRASHED
        facts = {"error": cut(repr(error), 200)}
    took = (time.monotonic() - start) * 1000
    seen = Observation(probe.name, line.vantage, status, facts, took, because)
    return keep_declared(seen)
