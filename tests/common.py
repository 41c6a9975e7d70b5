"""Worlds for Odoo's own tests: people, and peers that no check may trust."""

import socket
import threading
from collections import Counter
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

from odoo.tests import BaseCase, new_test_user

from odoo.addons.proxy_health.proxycheck import check
from odoo.addons.proxy_health.tools import instance

MANAGER = "base.group_user,proxy_health.proxy_health_group_manager"


def closed_port():
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class People(BaseCase):
    """Mixin: those who ask, from the one who may to the one who may not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "proxy_manager", groups=MANAGER)
        cls.employee = new_test_user(cls.env, "proxy_employee")
        cls.portal = new_test_user(cls.env, "proxy_portal", groups="base.group_portal")
        # Odoo's own ports are as closed to the checks of a test as the test makes them.
        facts = instance.facts
        nowhere = closed_port()
        # A manager may check addresses under the names of this Odoo: our peers' is one.
        parameters = cls.env["ir.config_parameter"].sudo()
        parameters.set_param("web.base.url", f"http://127.0.0.1:{closed_port()}")
        cls.closed_address = f"http://127.0.0.1:{nowhere}"
        closed = {"http_port": nowhere, "gevent_port": nowhere, "workers": 2}
        patcher = patch.object(
            instance, "facts", lambda env, host="": {**facts(env, host), **closed}
        )
        patcher.start()
        cls.addClassCleanup(patcher.stop)

    def as_manager(self, model):
        """Return the model as a manager who is nothing else."""
        return self.env[model].with_user(self.manager)


class Scripted:
    """Stands for the engine's `Look`, and sees what a script yields."""

    def __init__(self, script, *target, seen=lambda observation: None, **how):
        self._seeing, self._tell = script(*target, **how), seen
        self.observations = []

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    times = Counter()  # nothing is looked at twice

    def at_everything(self, doubtful=lambda: ()):
        """See all that the script yields."""
        for observation in self._seeing:
            self.observations.append(observation)
            self._tell(observation)

    def again(self, keys):
        """See nothing else."""

    def wait_for_holds(self):
        """Hold nothing."""


def looking(script):
    """Let checks see the observations that ``script(target, ticket, **how)`` yields."""
    return patch.object(check, "Look", partial(Scripted, script))


def seeing(*observations):
    """Let checks see these observations."""
    return looking(lambda *_target, **_how: iter(observations))


# Long, for a server is one thing from its beginning to its end.
@contextmanager
def peer(answer):
    """Yield the address of a server that treats every connection with ``answer``."""
    server = socket.create_server(("127.0.0.1", 0))
    gone = threading.Event()

    def serve():
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return  # closed: the test is over
            threading.Thread(target=treat, args=(connection,), daemon=True).start()

    def treat(connection):
        with connection:
            try:
                answer(connection, gone)
            except OSError:
                return  # the check hung up first

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield "http://127.0.0.1:%d" % server.getsockname()[1]
    finally:
        gone.set()
        server.shutdown(socket.SHUT_RDWR)
        server.close()


def says(raw):
    """Return a peer that answers each request with these bytes and hangs up."""

    def answer(connection, gone):
        connection.recv(65536)
        connection.sendall(raw)

    return answer


def never_answers(connection, gone):
    """Accept, and keep silent for as long as the test lasts."""
    gone.wait(60)


def never_ends(connection, gone):
    """Promise 10 GB and send for ever."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
    while not gone.is_set():
        connection.sendall(b"x" * 65536)
