"""Keeps what may fail apart from what people must hear."""

import logging
from contextlib import contextmanager

from ..compat import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)


@contextmanager
def apart(target, consequence):
    """Undo what is done within if it fails, and go on.

    The error is logged; the target's chatter tells the consequence, a translated
    sentence. Conflicts with other transactions are raised: the whole is tried again.
    """
    try:
        with target.env.cr.savepoint():
            yield
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
        raise
    except Exception:
        _logger.exception("%s: %s", target.base_url, consequence)
        cause = target.env._("There was an error; the server's log has the details.")
        note = f"{consequence} {cause}"
        target.message_post(body=note, subtype_xmlid="mail.mt_note")
