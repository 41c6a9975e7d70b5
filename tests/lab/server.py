"""Odoo as it runs in production: prefork, 4 workers, the evented process, 2 crons."""

import json
import os
import signal
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from lab import certificates, cluster, database, processes
from lab.commands import run, wait_until
from lab.folders import ADDON_ROOT, HOME
from lab.parts import node, series
from lab.ports import LOOPBACK, free_port, is_listening

ADDON = "proxy_health"
ADDONS = HOME / "addons"
LAUNCHER = HOME / "odoo-bin"
# What every series since 14 answers without a database, and in each of its processes.
READY = "/web/webclient/version_info"

PREFORK = {
    "workers": 4,
    "max_cron_threads": 2,
    "proxy_mode": True,
    "http_interface": LOOPBACK,
    "list_db": False,
}


@dataclass(frozen=True)
class Installation:
    """An Odoo with its folders: which source, which further addons, whose data."""

    source: series.Source
    addons: tuple
    data: Path
    launcher: Path

    def write(self):
        """Make what starts it, and what it shows Odoo."""
        if ADDONS in self.addons:
            _link_addon()
        # Odoo starts its evented process by running sys.argv[0] again: it must be a
        # file.
        self.launcher.write_text(
            f"import sys\nsys.path.insert(0, {str(self.source.home)!r})\n"
            "import odoo.cli\nodoo.cli.main()\n"
        )

    def settings(self):
        """What an Odoo's configuration says of its folders."""
        path = ",".join(map(str, self.addons))
        # Without the setting, Odoo takes the addons that came with it.
        return {"data_dir": self.data, **({"addons_path": path} if path else {})}


def with_addon():
    """The usual Odoo, and our addon."""
    source = series.usual()
    addons = (ADDONS, *source.addons)
    return Installation(source, addons, database.DATA, LAUNCHER)


class Server:
    """One Odoo: a name, a database, two ports, and options beside the usual ones.

    It is the usual Odoo with our addon, unless another installation is given.
    """

    def __init__(
        self,
        name="odoo",
        db="proxy_health",
        http=0,
        gevent=0,
        installation=None,
        **options,
    ):
        self.name = name
        self.db = db
        self.http = http or free_port()
        self.gevent = gevent or free_port()
        self.installation = installation or with_addon()
        self.options = {**PREFORK, **options}

    @property
    def url(self):
        """Where its HTTP workers answer, without a proxy."""
        return f"http://{LOOPBACK}:{self.http}"

    @property
    def gevent_url(self):
        """Where its evented process answers; without workers there is only one port."""
        port = self.gevent if self.options["workers"] else self.http
        return f"http://{LOOPBACK}:{port}"

    def start(self):
        """Start it and wait until both processes answer."""
        source = self.installation.source
        ports = {"http_port": self.http, source.evented_port: self.gevent}
        options = {**ports, **self.options}
        configuration = configure(self.name, self.db, self.installation, **options)
        command = [source.python, self.installation.launcher, "-c", configuration]
        processes.start(self.name, command, env=_environment(), cwd=HOME)
        wait_until(self._answers, 90, "The start of Odoo")
        return self

    def stop(self):
        """End it with all its workers."""
        # SIGINT is Odoo's graceful stop; what a probe still holds must not delay us.
        return processes.stop(self.name, how=signal.SIGINT, patience=5)

    def _answers(self):
        processes.demand(self.name)
        if "," in self.db:
            # With several databases the bus has no route for who names none.
            port = self.gevent if self.options["workers"] else self.http
            return _ready(self.url) and is_listening(port)
        return _ready(self.url) and _ready(self.gevent_url)


def configure(name, db, installation=None, **options):
    """The path of a configuration file for that database; the launcher is made too."""
    installation = installation or with_addon()
    installation.write()
    access = cluster.credentials()
    values = {
        **installation.settings(),
        "db_host": access["host"],
        "db_port": access["port"],
        "db_user": access["user"],
        "db_password": access["password"],
        "db_name": db,
        "dbfilter": f"^{db}$",
        "admin_passwd": "admin",
        **options,
    }
    path = HOME / f"{name}.conf"
    lines = [f"{key} = {value}" for key, value in values.items()]
    path.write_text("\n".join(["[options]", *lines, ""]))
    path.chmod(0o600)
    return path


def command(db, verb, *arguments, log="odoo-commands", installation=None, **options):
    """Run one of Odoo's commands (`server`, `module uninstall`) to its end."""
    installation = installation or with_addon()
    settings = {"http_interface": LOOPBACK, "http_port": free_port()}
    path = configure(log, db, installation, **settings)
    launch = [installation.source.python, installation.launcher]
    words = [*launch, *verb.split(), "-c", path, *arguments]
    run(words, log=log, env=_environment(), cwd=HOME, **options)


def _environment():
    """Ours, without the path that makes the lab's own modules importable.

    Odoo looks for `rtlcss` on its path when somebody reads from right to left. It trusts
    the lab's authority, as a server does whose system was told of a company's own.
    """
    ours = {key: val for key, val in os.environ.items() if key != "PYTHONPATH"}
    path = f"{ours['PATH']}{os.pathsep}{node.MODULES / '.bin'}"
    return {**ours, "PATH": path, "SSL_CERT_FILE": str(certificates.CA_FILE)}


def _link_addon():
    """Show Odoo the addon under its name, whatever the clone is called."""
    ADDONS.mkdir(parents=True, exist_ok=True)
    link = ADDONS / ADDON
    if not link.is_symlink() or link.resolve() != ADDON_ROOT:
        link.unlink(missing_ok=True)
        link.symlink_to(ADDON_ROOT)


def _ready(url):
    call = {"jsonrpc": "2.0", "method": "call", "params": {}}
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url + READY, json.dumps(call).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return "result" in json.load(answer)
    except (OSError, ValueError):
        return False
