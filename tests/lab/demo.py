"""What the lab's commands do, and what they tell the person who gave them."""

import json
import subprocess
import sys

import jsonschema

from lab import nginx, processes
from lab.commands import LabError, say
from lab.folders import ROOT
from lab.lab import Lab
from lab.parts import odoo, series
from lab.world import longpolling

DEFAULT = "widely_copied"
SCHEMA = ROOT / "proxycheck" / "report" / "report.schema.json"


def show_parts():
    """Say which parts there are."""
    say(f"Odoo: {odoo.described()}")
    for kind in ("debian", "wheel"):
        say(f"nginx ({kind}): {nginx.version(kind)}")
    return 0


def start():
    """Start Odoo and say where it is."""
    lab = Lab().start()
    say(f"Odoo: {lab.odoo.url}, gevent port {lab.odoo.gevent_port}, login admin/admin")
    return 0


def stop():
    """Stop, and say what."""
    stopped = Lab().stop()
    say(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0


def status():
    """Say what runs."""
    running = processes.running()
    say(f"Running: {', '.join(running)}." if running else "Nothing is running.")
    return 0 if running else 1


def demo(name):
    """Start everything, check it, and leave it running."""
    if not odoo.takes_addon():
        return outside(name)
    lab = Lab().start()
    proxy = lab.serve(name or DEFAULT)
    print_report(run_check(lab, proxy.url))
    say(f"\nStill running: {proxy.url} (proxy {proxy.world}), login admin/admin.")
    say("One more check: make check PROXY=name     Stop everything: make stop")
    return 0


def outside(name, number=None, workers=2):
    """Start an Odoo of any series behind a proxy, check it from outside, leave it."""
    source = series.chosen(number)
    say(f"Starting {source.described}, without the addon …")
    lab = Lab().start_parts()
    proxy = longpolling(name or "healthy") if source.longpolling else name or "healthy"
    server, nginx = lab.serve_without_addon(source, proxy, workers=workers)
    command = [sys.executable, "-m", "proxycheck", nginx.url]
    subprocess.run(command, cwd=ROOT, check=False)
    say(f"\nStill running: {nginx.url} (proxy {nginx.world}), login admin/admin.")
    say(f"Odoo {source.series}: {server.url}, evented: {server.gevent_url}")
    say(f"One more check: python3 -m proxycheck {nginx.url}     Stop: make stop")
    return 0


def check(name):
    """One more check against what runs, behind another proxy if one is named."""
    if not processes.pid_of("odoo"):
        raise LabError("Nothing is running; please start it with: make demo")
    lab = Lab().start()
    if name or not processes.pid_of("nginx"):
        lab.serve(name or DEFAULT)
    report = run_check(lab, lab.address)
    print_report(report)
    validate(report)
    say(f"The report is valid: {report['schema']}.")
    return 0


def run_check(lab, url):
    """The report of a check that Odoo ran against that address."""
    say(f"Checking {url} …")
    return lab.odoo.rpc("proxy.health.check", "run_check", base_url=url)


def validate(report):
    """Raise, unless the report is what its JSON Schema says."""
    jsonschema.validate(report, json.loads(SCHEMA.read_text()))


def print_report(document):
    """The report as text, on stdout."""
    from proxycheck import report

    sys.stdout.write(report.as_text(document) + "\n")
    sys.stdout.flush()
