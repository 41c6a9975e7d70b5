"""Odoo 19 as it runs in production: prefork, 4 workers, the gevent process, 2 crons."""

import json
import os
import signal
import sys
import urllib.request

from lab import certificates, cluster, database, processes
from lab.commands import run, wait_until
from lab.folders import HOME, ROOT
from lab.parts import node, odoo
from lab.ports import LOOPBACK, free_port, is_listening

ADDON = "proxy_health"
ADDONS = HOME / "addons"
LAUNCHER = HOME / "odoo-bin"

PREFORK = {
    "workers": 4,
    "max_cron_threads": 2,
    "proxy_mode": True,
    "http_interface": LOOPBACK,
    "list_db": False,
}


class Server:
    """One Odoo: a name, a database, two ports, and options beside the usual ones."""

    def __init__(self, name="odoo", db="proxy_health", http=0, gevent=0, **options):
        self.name = name
        self.db = db
        self.http = http or free_port()
        self.gevent = gevent or free_port()
        self.options = {**PREFORK, **options}

    @property
    def url(self):
        """Where its HTTP workers answer, without a proxy."""
        return f"http://{LOOPBACK}:{self.http}"

    @property
    def gevent_url(self):
        """Where its gevent process answers; without workers there is only one port."""
        port = self.gevent if self.options["workers"] else self.http
        return f"http://{LOOPBACK}:{port}"

    def start(self):
        """Start it and wait until both processes answer."""
        configuration = configure(
            self.name,
            self.db,
            http_port=self.http,
            gevent_port=self.gevent,
            **self.options,
        )
        command = [sys.executable, LAUNCHER, "-c", configuration]
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
            return _healthy(self.url + "/web/health") and is_listening(port)
        return _healthy(self.url + "/web/health") and _healthy(
            self.gevent_url + "/websocket/health"
        )


def configure(name, db, **options):
    """The path of a configuration file for that database; the launcher is made too."""
    _link_addon()
    access = cluster.credentials()
    values = {
        "addons_path": ADDONS,
        "data_dir": database.DATA,
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


def command(db, verb, *arguments, log="odoo-commands", **options):
    """Run one of Odoo's commands (`server`, `module uninstall`) to its end."""
    path = configure(log, db, http_interface=LOOPBACK, http_port=free_port())
    words = [sys.executable, LAUNCHER, *verb.split(), "-c", path, *arguments]
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
    """Show Odoo the repository under the addon's name, whatever the clone is called."""
    ADDONS.mkdir(parents=True, exist_ok=True)
    link = ADDONS / ADDON
    if not link.is_symlink() or link.resolve() != ROOT:
        link.unlink(missing_ok=True)
        link.symlink_to(ROOT)
    # Odoo starts its gevent process by running sys.argv[0] again: it must be a file.
    LAUNCHER.write_text(
        f"import sys\nsys.path.insert(0, {str(odoo.home())!r})\n"
        "import odoo.cli\nodoo.cli.main()\n"
    )


def _healthy(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer).get("status") == "pass"
    except (OSError, ValueError):
        return False
