"""Record what Odoos of all series answer, themselves and behind proxies.

    python -m lab record --series 14         or ODOO_HOME=… python -m lab record

Written to tests/recorded/<series>/<mode>-<proxy>.json: answers, no code of Odoo's, and
placeholders for what differs from one time to the next (see `lab.answers`).
"""

import contextlib
import json
import re
from concurrent.futures import ThreadPoolExecutor

from lab import answers, bare, peers, world
from lab.commands import run, say
from lab.folders import RECORDED
from lab.lab import Lab
from lab.parts import node, series
from lab.questions import CHOICE, ODOO, WAY, bus

MODES = {"prefork": 2, "threaded": 0}

# Asked everything; the other proxies only what they may answer otherwise.
WHOLE = ["direct_http", "direct_evented", "healthy"]
# Behind this one every question about the bus waits until we lose patience.
SILENT = "websocket_upstream_silent"

WEBSOCKET = {
    "prefork": [
        "healthy",
        "websocket_location_missing",
        "websocket_location_is_longpolling",
        "websocket_location_with_slash",
        "websocket_path_rewritten",
        "websocket_sent_to_http_port",
        "websocket_upstream_dead",
        SILENT,
        "websocket_upgrade_header_missing",
        "websocket_connection_header_wrong",
        "websocket_upgrade_and_connection_missing",
        "websocket_handshake_headers_lost",
        "read_timeout_10s",
        "answers_buffered",
    ],
    "threaded": ["without_workers", "healthy", "websocket_location_missing"],
}
# What an administrator's nginx says to Odoo's 18 and older is what it says to 19: the
# blocks of a polled Odoo are of a folder of their own.
NO_BLOCK = "poll_sent_to_http_worker"
LONGPOLLING = {
    "prefork": [
        "healthy",
        "answers_buffered",
        NO_BLOCK,
        f"{NO_BLOCK}.http_port",
        f"{NO_BLOCK}.websocket_block",
        "poll_upstream_dead",
        "poll_cut_too_early",
    ],
    "threaded": ["healthy", NO_BLOCK, f"{NO_BLOCK}.websocket_block"],
}


def record(number=None):
    """Record one Odoo in both worker modes; what it wrote is told."""
    source = series.chosen(number)
    lab = Lab().start_parts()
    folder, name = RECORDED / str(source.series), f"record-{source.series}"
    folder.mkdir(parents=True, exist_ok=True)
    both = ""
    for mode, workers in MODES.items():
        say(f"Recording {source.described}, {mode} …")
        with lab.without_addon(source, name, workers=workers) as server:
            _record_mode(lab, server, mode, folder)
            both = f"^({server.db}|{bare.other_database(server)})$"
    choice = {"db_name": False, "dbfilter": both, "list_db": True}
    with lab.without_addon(source, name, **choice) as server:
        _record_choice(server, folder)
    written = sorted(folder.glob("*.json"))
    node.fetch()
    words, environment = node.command("prettier", "--write", *map(str, written))
    run(words, log="prettier", env=environment)
    say(f"Wrote {len(written)} files to {folder}.")
    return 0


def _record_mode(lab, server, mode, folder):
    source = server.installation.source
    with contextlib.ExitStack() as stack:
        ports = {"direct_http": server.http}
        if server.options["workers"]:
            ports["direct_evented"] = server.gevent
        for chosen in _worlds(source, mode):
            proxy = stack.enter_context(lab.proxy(chosen, server=server))
            ports[chosen.name] = proxy.port
        told = _all_asked(source, ports)
        known = {port: "proxy" for port in ports.values()} | _known(server)
        for name, one in told.items():
            _write(folder / f"{mode}-{name}.json", server, name, one, known)


def _worlds(source, mode):
    if not source.longpolling:
        return [world.find(name) for name in WEBSOCKET[mode]]
    return [world.longpolling(name) for name in LONGPOLLING[mode]]


def _all_asked(source, ports):
    """The answers by name of each port's: the quick ones first, then what is held.

    Odoo is not to be kept busy with one while it is asked another.
    """
    about_bus = bus(source.longpolling, _worker_version(source))
    quick = [question for question in about_bus if not question.long]
    told = {}
    for name, port in ports.items():
        asked = [*(ODOO if name in WHOLE else WAY), *quick]
        told[name] = _asked(port, asked, len(asked) if name == SILENT else 2)
    held = [question for question in about_bus if question.long]
    for question in held:
        with ThreadPoolExecutor(len(ports)) as pool:
            futures = {n: pool.submit(question.ask, p) for n, p in ports.items()}
        for name, future in futures.items():
            told[name][question.name] = future.result()
    return told


def _asked(port, questions, at_once):
    with ThreadPoolExecutor(at_once) as pool:
        futures = {one.name: pool.submit(one.ask, port) for one in questions}
    return {name: future.result() for name, future in futures.items()}


def _record_choice(server, folder):
    """With several databases, and nobody who has chosen one."""
    source = server.installation.source
    for name, port in {"http": server.http, "evented": server.gevent}.items():
        questions = [*CHOICE, *bus(source.longpolling, _worker_version(source))]
        # One by one: asked for two pages about databases at once, an evented Odoo 14
        # never answers again.
        told = _asked(port, [one for one in questions if not one.long], at_once=1)
        path = folder / f"several_databases-direct_{name}.json"
        _write(path, server, f"direct_{name}", told, _known(server))


def _worker_version(source):
    """The version that this Odoo wants in a handshake; "" where it wants none."""
    for addons in (*source.addons, source.home / "odoo" / "addons"):
        path = addons / "bus" / "websocket.py"
        found = path.exists() and re.search(r'_VERSION = "(.+)"', path.read_text())
        if found:
            return found[1]
    return ""


def _known(server):
    dead, mute = (peers.start()[name] for name in ("dead", "mute"))
    return {server.http: "http", server.gevent: "evented", dead: "dead", mute: "mute"}


def _write(path, server, proxy, told, known):
    document = {
        "series": server.installation.source.series,
        "workers": server.options["workers"],
        "asked": proxy,
        "answers": {name: answers.stable(one, known) for name, one in told.items()},
    }
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
