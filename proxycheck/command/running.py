"""Runs the checks that were asked for, several addresses at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

from ..account.session import sign_in
from ..check import check
from ..fetch_ticket import fetch_ticket
from ..words import Depth
from . import odoo_config
from .secret import secret

#: Addresses that are checked at the same time; each keeps up to 24 threads waiting.
AT_ONCE = 4


class Runner:
    """Checks all addresses of `options`, with what a key or a password opens (`Secret`s)."""

    def __init__(self, options, key=None, password=None):
        self.options, self.key, self.password = options, key, password
        self.odoo = odoo_config.read(options.odoo_config) if options.odoo_config else {}
        self.stopped = threading.Event()

    def reports(self, progress):
        """Return the report of each address, in their order.

        Raises `ProxyCheckError` where Odoo gives no ticket. Interrupted, it ends what
        still runs.
        """
        targets = self.options.targets
        pool = ThreadPoolExecutor(min(AT_ONCE, len(targets)))
        try:
            running = [pool.submit(self._report, one, progress) for one in targets]
            return [one.result() for one in running]
        finally:
            self.stopped.set()
            pool.shutdown(cancel_futures=True)
            self.stopped.clear()

    def _report(self, target, progress):
        ticket = fetch_ticket(target, self.options, self.key) if self.key else None
        account = self._signed_in(target) if self.password else None
        try:
            return self._checked(target, ticket, account, progress)
        finally:
            if account:
                account.sign_out()

    def _signed_in(self, target):
        given = self.options
        return sign_in(target, given.login, self.password, given.db, given.insecure)

    def _checked(self, target, ticket, account, progress):
        checked = check(
            target,
            ticket,
            depth=Depth.FULL if self.options.full else Depth.QUICK,
            seen=progress.tell,
            cancelled=self.stopped.is_set,
            direct=self.options.direct or bool(self.odoo),
            pages=self.options.pages,
            account=account,
            odoo=self.odoo,
        )
        progress.ended()
        return checked.report()


def runner_of(options):
    """Return the `Runner` of what was typed, with the secrets that it asks for."""
    return Runner(options, _key(options), _password(options))


def _key(options):
    where = options.odoo or _addresses(options)
    return secret("--key", f"API key for {where}") if options.key else None


def _password(options):
    if not options.login or options.key:  # there it names the key's user
        return None
    return secret("--password", f"Password of {options.login} at {_addresses(options)}")


def _addresses(options):
    return ", ".join(one.base_url for one in options.targets)
