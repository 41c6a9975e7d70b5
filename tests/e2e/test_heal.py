"""`proxycheck heal` on real nginx: healed, or byte for byte as it was, whatever happens."""

# Long, for one site and all that may happen to it belong together.

import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
import table
from healed_alone import files, report

from lab.commands import wait_until
from lab.folders import ROOT
from lab.nginx import binary
from proxycheck.conf import read_given
from proxycheck.conf.lint import lint
from proxycheck.heal import Healing, Nginx, Refused, Stopped, recovered

ALONE = Path(__file__).with_name("healed_alone.py")
#: What nginx answers says which file it has loaded.
SERVED = """
server {
    listen @LISTEN@;  # a comment that stays
    location / { return 200 'old'; }
}
"""
#: After which of its sentences a run can be ended: each stands between two steps.
STEPS = range(1, 6)
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Site:
    """A running nginx, its file, and how both were at first."""

    def __init__(self, proxy):
        self.proxy, self.file = proxy, proxy.file
        self.file.chmod(0o640)
        self.first, self.mode = self.file.read_bytes(), self.file.stat().st_mode
        program = str(binary(proxy.kind))
        self.command = [program, "-p", str(proxy.prefix), "-c", "nginx.conf"]
        self.command += ["-e", "error.log"]
        self.nginx = Nginx(self.command)

    def answer(self):
        with urllib.request.urlopen(self.proxy.url, timeout=5) as answer:
            return answer.read().decode()

    def serves(self, text):
        """Whether nginx's workers come to serve this; old ones may answer for a moment."""
        wait_until(lambda: self.answer() == text, 10, f"nginx to serve {text}")

    def demand_first(self):
        """All is as it was, on the disk and in nginx."""
        assert self.file.read_bytes() == self.first
        assert self.file.stat().st_mode == self.mode
        assert {path.name for path in self.file.parent.glob(".*")} == set()
        self.serves("old")

    def healing(self, check=lambda: report("healthy"), tell=lambda _said: None, **how):
        how = {"nginx": self.nginx, "files": files(self.file), **how}
        return Healing(config=self.file, check=check, tell=tell, settle=0, **how)


@pytest.fixture
def site(lab):
    with lab.proxy(SERVED) as proxy:
        yield Site(proxy)


def test_what_helped_is_kept_with_a_copy_of_what_was(site):
    outcome = site.healing().run(report("broken"))
    assert outcome.kept
    assert site.file.read_bytes() == site.first.replace(b"old", b"new")
    assert site.file.stat().st_mode == site.mode
    [copy] = map(Path, outcome.copies)
    assert copy.read_bytes() == site.first
    # nginx's `include folder/*` does not take the copy in.
    assert copy.name.startswith(".")
    site.serves("new")


def test_a_file_that_nginx_refuses_is_taken_back(site):
    [change] = files(site.file)
    wrong = [type(change)(change.path, change.before, change.after + b"nonsense;")]
    outcome = site.healing(files=wrong).run(report("broken"))
    assert not outcome.kept and "nonsense" in outcome.why
    site.demand_first()


def test_a_file_that_does_not_load_is_taken_back(site):
    class Failing(Nginx):
        fails = True

        def reload(self):
            if self.fails:
                self.fails = False
                raise Refused("The reload failed.")
            super().reload()

    outcome = site.healing(nginx=Failing(site.command)).run(report("broken"))
    assert not outcome.kept and outcome.why == "The reload failed."
    site.demand_first()


@pytest.mark.parametrize(
    ("was", "is_now", "named"),
    [
        ("degraded", "broken", []),
        ("broken", "broken", []),
        ("broken", "unreachable", []),
        ("broken", "degraded", ["something_new"]),
    ],
)
def test_a_check_that_is_no_better_takes_it_back(site, was, is_now, named):
    row = {"severity": "warning", "muted": False, "title": "New"}
    after = {"verdict": is_now, "findings": [{**row, "code": code} for code in named]}
    before = {**report(was), "passed": ["something_new"]}
    outcome = site.healing(check=lambda: after).run(before)
    assert not outcome.kept
    site.demand_first()


def test_a_check_that_raises_takes_it_back(site):
    def check():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        site.healing(check=check).run(report("broken"))
    site.demand_first()


@pytest.mark.parametrize("step", STEPS)
def test_whoever_ends_it_gets_back_what_was(site, step):
    told = []

    def tell(sentence):
        told.append(sentence)
        if len(told) >= step:
            # Impatient: again and again, while the old file is put back too.
            os.kill(os.getpid(), ENDINGS[step % len(ENDINGS)])

    with pytest.raises(Stopped):
        site.healing(tell=tell).run(report("broken"))
    site.demand_first()


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_was_killed_is_taken_back_by_the_next_one(site, step):
    command = [sys.executable, ALONE, site.file, str(step), *site.command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    told = []
    assert recovered(site.file, site.nginx, told.append)
    assert told
    site.demand_first()
    assert not recovered(site.file, site.nginx, told.append)


def test_a_file_that_changed_meanwhile_is_left_alone(site):
    change = files(site.file)
    theirs = site.first + b"# theirs\n"
    site.file.write_bytes(theirs)
    with pytest.raises(Exception, match="changed by somebody else"):
        site.healing(files=change).run(report("broken"))
    assert site.file.read_bytes() == theirs


@pytest.fixture
def faulty(lab):
    with lab.proxy("websocket_upgrade_header_missing") as proxy:
        yield Site(proxy)


def heal(site, *words, path=""):
    """Run the command as a person with root would; who is asked nothing."""
    command = [sys.executable, "-m", "proxycheck", "heal", site.proxy.url, *words]
    if not path:
        command += ["--nginx", " ".join(site.command)]
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}"}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_nginx_that_was_not_reloaded_is_told_by_both_numbers(lab):
    with lab.proxy("upload_limit_too_small") as proxy:
        found, _seconds = table.check(lab, lab.server, proxy, threading.Event())
        text = proxy.file.read_text()

        def differing():
            rows = lint(read_given(proxy.file.read_text(), "site.conf"), found)
            return [r for r in rows["findings"] if r["code"] == "file_not_in_effect"]

        assert differing() == []
        line = "client_max_body_size 64m;"
        proxy.file.write_text(text.replace("location / {", f"location / {{ {line}"))
        [row] = differing()
        assert "The file says 64 MiB, the check measured 1 MiB." in row["explanation"]
        assert line in proxy.file.read_text().splitlines()[row["line"] - 1]


def test_the_command_heals_a_real_fault(faulty, tmp_path):
    config = str(faulty.file)
    dry = heal(faulty, "--config", config, "--dry-run")
    assert dry.returncode == 2, dry.stderr
    assert "+        proxy_set_header Upgrade $http_upgrade;" in dry.stdout
    asked = heal(faulty, "--config", config)
    assert asked.returncode == 64 and "--yes" in asked.stderr
    assert faulty.file.read_bytes() == faulty.first
    done = heal(faulty, "--config", config, "--yes")
    assert done.returncode in (0, 1, 3), f"{done.stdout}\n{done.stderr}"
    assert "Kept." in done.stdout
    # What it printed is what `patch` would have done.
    theirs = tmp_path / "proxy.conf"
    theirs.write_bytes(faulty.first)
    diff = dry.stdout[dry.stdout.index(f"--- {config}") :]
    subprocess.run(["patch", theirs], input=diff, text=True, check=True)
    assert theirs.read_bytes() == faulty.file.read_bytes()


def test_a_link_out_of_its_folder_is_followed_only_where_it_was_asked(faulty, tmp_path):
    link = faulty.file.parent / "linked.conf"
    shutil.move(faulty.file, tmp_path / "real.conf")
    link.symlink_to(tmp_path / "real.conf")
    faulty.file.symlink_to(tmp_path / "real.conf")
    refused = heal(faulty, "--config", str(faulty.file.parent / "nginx.conf"), "--yes")
    assert refused.returncode == 64 and "--follow-links" in refused.stderr
    assert (tmp_path / "real.conf").read_bytes() == faulty.first


def test_nginx_in_a_container_is_called_through_docker(faulty, tmp_path):
    """A stand-in for docker runs what it is given, as `docker exec NAME` does."""
    docker = tmp_path / "docker"
    nginx = " ".join(faulty.command)
    docker.write_text(
        f'#!/bin/sh\n[ "$1 $2 $3" = "exec web nginx" ] || exit 9\nshift 3\nexec {nginx} "$@"\n'
    )
    docker.chmod(0o755)
    words = ["--config", str(faulty.file), "--yes", "--container", "web"]
    done = heal(faulty, *words, path=str(tmp_path))
    assert "Kept." in done.stdout, f"{done.stdout}\n{done.stderr}"
