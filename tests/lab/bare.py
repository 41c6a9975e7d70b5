"""An Odoo of any series as most people have it: without our addon.

Each series has a database of its own in the lab's cluster, with `web` and `bus`; it is
made once per lab and checkout, in 25 to 60 s.
"""

import hashlib

from lab import database, processes
from lab.commands import say
from lab.folders import HOME
from lab.server import Installation, Server, command

MODULES = "web,bus"
FOLDER = HOME / "bare"

# A small company's server.
USUAL = {"workers": 2, "max_cron_threads": 1}


def server(source, name="odoo-bare", db=None, modules=MODULES, **options):
    """A server of that source, to be started; its database is made if it is missing.

    With other `modules` than the usual ones it is a database of its own.
    """
    installation = _installation(source)
    return Server(
        name,
        db or _database(installation, modules),
        installation=installation,
        **{**USUAL, **options},
    )


def is_bare(meant):
    """Whether a server is one of ours, without the addon."""
    return meant.installation.data.parent == FOLDER


def other_name(meant):
    """How the process is called that stands for "another Odoo" beside this one."""
    return f"{meant.name}-other"


def other_database(meant):
    """The name of a copy of a server's database, with secrets of its own."""
    return f"{meant.db}_other"


def start_other(meant):
    """Another Odoo of the same source that knows nothing of this one's database."""
    name, db = other_name(meant), other_database(meant)
    other = Server(name, db, installation=meant.installation, **meant.options)
    processes.stop(other.name)
    return other.start()


def _installation(source):
    """That source with data of its own: sessions of one series mean nothing to others."""
    digest = hashlib.sha256(str(source.home).encode()).hexdigest()[:6]
    folder = FOLDER / f"{source.series}_{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    return Installation(
        source=source,
        addons=tuple(source.addons),
        data=folder,
        launcher=FOLDER / f"odoo-bin-{folder.name}",
    )


def _database(installation, modules):
    source = installation.source
    name = f"bare_{installation.data.name}"
    if modules != MODULES:
        name += "_" + modules.replace(",", "_")
    other = f"{name}_other"
    if database.exists(other):
        return name
    say(
        f"Creating a database with {modules} of {source.described} (about 30 s, once) …"
    )
    started = f"{name}_in_progress"
    database.drop(started, installation.data)
    words = ["-i", modules, "--stop-after-init", *source.without_examples]
    command(started, "server", *words, log=started, installation=installation)
    database.drop(name, installation.data)
    database.rename(started, name, installation.data)
    # Now, since a database that is being served cannot be copied.
    database.copy(name, started, installation.data)
    database.become_another(started)
    database.rename(started, other, installation.data)
    return name
