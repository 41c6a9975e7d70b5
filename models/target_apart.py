import logging
from contextlib import contextmanager

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)


class ProxyHealthTarget(models.Model):
    """Keeps what may fail apart from what people must hear."""

    _inherit = "proxy.health.target"

    @contextmanager
    def _apart(self, consequence):
        """Undo what is done within if it fails, and go on.

        The error is logged; the chatter tells the consequence, a translated sentence.
        Conflicts with other transactions are raised: the whole is tried again.
        """
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                yield
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("%s: %s", self.base_url, consequence)
            cause = self.env._("There was an error; the server's log has the details.")
            note = f"{consequence} {cause}"
            self.message_post(body=note, subtype_xmlid="mail.mt_note")
