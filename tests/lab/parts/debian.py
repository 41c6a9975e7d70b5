"""Debian's packages: installed with apt when root, or unpacked into our folder."""

import contextlib
import os
import shutil
from pathlib import Path

from lab.commands import LabError, ask, run, say
from lab.folders import PARTS

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
POLICY = Path("/usr/sbin/policy-rc.d")


def find(program):
    """The path of a program, also where only root looks; None if it is not there."""
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")


def install_missing(programs):
    """Install the packages of those programs that are not there yet."""
    missing = sorted({pkg for name, pkg in programs.items() if not find(name)})
    if missing:
        install(missing)


def install(packages):
    """Install packages with apt; say which, and what to do when we may not."""
    names = " ".join(packages)
    if os.geteuid() != 0 or not find("apt-get"):
        raise LabError(f"Missing programs; please run: sudo apt-get install {names}")
    say(f"Installing Debian packages with apt: {names} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _no_service_started():
        run(["apt-get", "update"], log="apt", env=environment)
        command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        run(command, log="apt", env=environment, grows=Path("/var/cache/apt"))


@contextlib.contextmanager
def _no_service_started():
    """Let apt install a server without starting it: the lab starts its own."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


# Long, for apt's private lists are one thing from beginning to end.
def unpack(packages, suite, into):
    """Unpack packages of another Debian suite; False if they are not to be had.

    A private package list leaves apt's own sources and lists as they are, and needs
    no root.
    """
    mirror = _mirror()
    if not (mirror and KEYRING.exists()):
        return False
    apt = PARTS / "apt"
    for folder in ("lists/partial", "archives/partial", "debs"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    sources = apt / "sources.list"
    sources.write_text(f"deb [signed-by={KEYRING}] {mirror} {suite} main\n")
    options = [
        f"-oDir::Etc::sourcelist={sources}",
        "-oDir::Etc::sourceparts=-",
        f"-oDir::State::Lists={apt / 'lists'}",
        "-oDir::State::status=/dev/null",  # what is installed here is of another suite
        f"-oDir::Cache={apt}",
        "-oAPT::Sandbox::User=root",  # _apt cannot read folders below /root
    ]
    try:
        run(["apt-get", *options, "update"], log="apt")
        debs = apt / "debs"
        download = ["apt-get", *options, "download", *packages]
        run(download, log="apt", cwd=debs, grows=debs)
    except LabError:
        return False
    for archive in sorted((apt / "debs").glob("*.deb")):
        run(["dpkg", "-x", archive, into], log="apt")
    shutil.rmtree(apt)
    return True


def _mirror():
    """Where this machine gets Debian from, without naming any host ourselves."""
    targets = ask(["apt-get", "indextargets", "--format", "$(SITE) $(COMPONENT)"])
    sites = [line.split()[0] for line in targets.splitlines() if line.endswith("main")]
    return next((site for site in sites if "security" not in site), None)
