"""nginx's own commands: is this configuration valid, and load it."""

import subprocess

from ..errors import ProxyCheckError
from ..observation import cut

#: Seconds that `nginx -t` may take: it resolves each host's name of the configuration, and
#: a resolver gives up after 5 to 30 s.
PATIENCE = 60
NOT_THERE = "%s cannot be run: %s. --nginx says how nginx is called here."


class Refused(ProxyCheckError):
    """nginx does not take the configuration, or does not load it; the text is its own."""


class Nginx:
    """The nginx that is to read the changed files.

    `command` are the words that run it, such as ``["nginx"]`` or
    ``["docker", "exec", "web", "nginx"]``.
    """

    def __init__(self, command):
        self.command = list(command)

    def test(self):
        """Ask nginx whether its configuration is valid; raise `Refused`."""
        self._run("-t")

    def reload(self):
        """Let nginx load its configuration; raise `Refused`."""
        self._run("-s", "reload")

    def _run(self, *words):
        command = [*self.command, *words]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=PATIENCE,
                check=False,
                # Ctrl-C is for us: an nginx that was interrupted would have said nothing.
                start_new_session=True,
            )
        except OSError as error:
            raise Refused(NOT_THERE % (command[0], error.strerror)) from error
        except subprocess.TimeoutExpired as late:
            raise Refused(f"{' '.join(command)} took over {PATIENCE} s.") from late
        if done.returncode:
            raise Refused(f"{' '.join(command)} said: {cut(done.stdout).strip()}")
