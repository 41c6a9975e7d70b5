"""The lab: PostgreSQL and Odoo, started once, and proxies in front of them."""

# Long, for what starts things and what ends them belong together.

import contextlib
import json
import os
import signal
import threading

from lab import (
    bare,
    certificates,
    cluster,
    generated,
    peers,
    processes,
    products,
    stage,
    world,
)
from lab.commands import LabError, say
from lab.folders import HOME
from lab.nginx import Nginx
from lab.parts import odoo, series
from lab.ports import LOOPBACK, PREFERRED, free_port
from lab.rpc import Odoo
from lab.server import Server

PORTS = HOME / "ports.json"
ADDRESS = HOME / "address"

# Who listens on a port of ours.
OWNER = {
    "http": "odoo",
    "gevent": "odoo",
    "proxy": "nginx",
    "other_http": "odoo-other",
    "other_gevent": "odoo-other",
}


class Lab:
    """Real Odoo 19 and whatever nginx configuration one puts in front of it.

        lab = Lab().start()
        with lab.proxy("healthy") as nginx:
            lab.odoo.rpc("proxy.health.check", "run_check", base_url=nginx.url)

    `start` takes a minute the first time and seconds later; `stop` ends only what
    this lab (this HOME) started.
    """

    ca_file = str(certificates.CA_FILE)

    def __init__(self):
        self.server = None
        self._lock = threading.Lock()

    @property
    def odoo(self):
        """The running Odoo: url, gevent_url, db, key, rpc(model, method, **words)."""
        return Odoo(self.server, stage.key())

    @property
    def address(self):
        """The public address that Odoo believes in: where `serve` puts its proxy."""
        if processes.pid_of("nginx"):
            return ADDRESS.read_text()
        return f"http://{LOOPBACK}:{_ports()['proxy']}"

    def start_parts(self):
        """Start what proxies and any Odoo need, and no Odoo."""
        cluster.start()
        peers.start()
        certificates.ensure()
        return self

    def start(self):
        """Start what does not run yet; restart Odoo if the addon changed since."""
        if not odoo.takes_addon():
            raise LabError(
                f"The addon is for Odoo {odoo.SERIES}, and {odoo.described()} is "
                "another; to run it without the addon: make outside"
            )
        self.start_parts()
        if not stage.is_ready():
            self._stop_odoo()
            stage.prepare()
        if stage.code_changed():
            self._stop_odoo()
        ports = _choose_ports()
        self.server = Server(http=ports["http"], gevent=ports["gevent"])
        if not processes.pid_of(self.server.name):
            say(f"Starting Odoo ({odoo.described()}) …")
            self.server.start()
            stage.remember_code()
            self._set_address(self.address)
        return self

    def stop(self):
        """End everything that this lab started; the names of what ran."""
        running = processes.running()
        for name in running:
            if name != "postgres":
                processes.stop(name, patience=5)
        cluster.stop()
        return running

    def serve(self, name):
        """Put that world on the lab's public address, and leave it there."""
        chosen = _world(name)
        processes.stop("nginx")
        nginx = self._nginx(chosen, port=_ports()["proxy"], name="nginx")
        nginx.start()
        ADDRESS.write_text(nginx.url)
        self._set_address(nginx.url)
        return nginx

    @contextlib.contextmanager
    def proxy(self, conf, nginx="debian", tls=False, server=None):
        """A running nginx on a free port: a world, its name, its path or its text.

        `nginx` is "debian", "wheel", or another product; `server` an Odoo of `variant()` instead of
        the usual one. The nginx has url, port, error_log and kind.
        """
        chosen = _world(conf)
        with contextlib.ExitStack() as behind:
            behind_it = {}
            if chosen.inner:
                inner = behind.enter_context(self.proxy(chosen.inner, server=server))
                behind_it["INNER"] = _at(inner.port)
            options = {"kind": nginx, "tls": tls, "server": server}
            proxy = self._nginx(chosen, behind=behind_it, **options)
            try:
                yield proxy.start()
            finally:
                proxy.forget()

    @contextlib.contextmanager
    def variant(self, name="variant", db=None, **options):
        """Another Odoo, on other ports, with other settings: `proxy_mode=False`.

        It serves the same database, so tickets are good for both, unless `db` is given,
        and leaves its scheduled actions to the usual one, unless `max_cron_threads` is.
        """
        options = {"max_cron_threads": 0, **options}
        server = Server(f"odoo-{name}", db or self.server.db, **options)
        try:
            yield server.start()
        finally:
            server.stop()

    @contextlib.contextmanager
    def without_addon(self, source=None, name="bare", **options):
        """An Odoo of any series as people have it: no addon, 2 workers unless told.

        `source` says which Odoo (see `lab.parts.series`), the usual one if it is None;
        `modules` which of its modules there are, “web,bus” if none is said.
        Proxies go in front of it with `proxy(conf, server=…)`.
        """
        server = bare.server(source or series.usual(), f"odoo-{name}", **options)
        try:
            yield server.start()
        finally:
            processes.stop(bare.other_name(server))
            server.stop()

    def serve_without_addon(self, source, conf, **options):
        """The same and a proxy, left running; the Odoo and the nginx."""
        for name in ("nginx", "odoo-bare", "odoo"):
            processes.stop(name, how=signal.SIGINT, patience=5)
        ports = _choose_ports()
        at = {"http": ports["http"], "gevent": ports["gevent"]}
        server = bare.server(source, "odoo-bare", **at, **options).start()
        nginx = self._nginx(_world(conf), server, port=ports["proxy"], name="nginx")
        nginx.start()
        ADDRESS.write_text(nginx.url)
        return server, nginx

    def _nginx(self, chosen, server=None, behind=None, **options):
        values = {key.upper(): _at(port) for key, port in peers.start().items()}
        values |= {**_addresses(server or self.server), **(behind or {})}
        if chosen.mentions("OTHER_ODOO") or chosen.mentions("OTHER_GEVENT"):
            other = self._another_odoo(server or self.server)
            values |= _addresses(other, "OTHER_ODOO", "OTHER_GEVENT")
        # For those that want host and port apart.
        values |= {f"{n}_PORT": at.rpartition(":")[2] for n, at in values.items()}
        kind = options.get("kind", "debian")
        if kind in products.PRODUCTS:
            return products.Proxy(chosen, values, kind=kind)
        return Nginx(generated.world_of(kind, chosen), values, **options)

    def _another_odoo(self, meant):
        """An Odoo that is not the one meant: it has a database of its own."""
        if bare.is_bare(meant):
            with self._lock:
                return bare.start_other(meant)
        ports = _ports()
        other = Server(
            "odoo-other", stage.OTHER, ports["other_http"], ports["other_gevent"]
        )
        with self._lock:
            return other if processes.pid_of(other.name) else other.start()

    def _set_address(self, url):
        key = "web.base.url"
        self.odoo.rpc("ir.config_parameter", "set_param", key=key, value=url)

    def _stop_odoo(self):
        processes.stop("odoo", how=signal.SIGINT, patience=5)


def _world(conf):
    if isinstance(conf, world.World):
        return conf
    text = str(conf)
    if "{" in text:
        return world.parse(text)
    return world.read(text) if text.endswith(".conf") else world.find(text)


def _addresses(server, http="HTTP", gevent="GEVENT"):
    """The placeholders of an Odoo's two processes."""
    urls = {http: server.url, gevent: server.gevent_url}
    return {name: url.partition("//")[2] for name, url in urls.items()}


def _at(port):
    return f"{LOOPBACK}:{port}"


def _ports():
    """The ports of this lab, as they were chosen when it started."""
    return json.loads(PORTS.read_text()) if PORTS.exists() else {}


def _choose_ports():
    """Keep the ports of what runs; for the rest those of last time, if still free."""
    last = _ports()
    wish = {} if os.environ.get("LAB_HOME") else PREFERRED
    chosen = {
        name: last[name]
        if processes.pid_of(OWNER[name])
        else free_port(wish.get(name), last.get(name))
        for name in PREFERRED
    }
    PORTS.write_text(json.dumps(chosen))
    return chosen
