"""The lab itself: what it reads from a world, and that it ends only its own."""

import os
import subprocess
import sys

import pytest

from lab import processes, world
from lab.commands import LabError

TEXT = """\
# A sentence about it.
# expect: critical proxy_set_header Upgrade
# expect: warning client_max_body_size
# allow: info proxy_read_timeout
# needs: tls
# odoo: proxy_mode = False
server { listen @LISTEN@; return 200 $host@; }
"""


def test_a_world_tells_what_it_expects():
    chosen = world.parse(TEXT)
    assert chosen.expected == (
        ("critical", "proxy_set_header Upgrade"),
        ("warning", "client_max_body_size"),
    )
    assert chosen.allowed == (("info", "proxy_read_timeout"),)
    assert (chosen.needs, chosen.depth, chosen.healthy) == ("tls", "quick", False)
    assert chosen.odoo == (("proxy_mode", False),)


def test_only_placeholders_are_filled_in():
    filled = world.parse(TEXT).render({"LISTEN": "127.0.0.1:1 ssl"})
    assert "listen 127.0.0.1:1 ssl; return 200 $host@;" in filled


def test_an_unknown_placeholder_is_refused_by_name():
    with pytest.raises(LabError, match="@LISTN@"):
        world.parse("server { listen @LISTN@; }").render({})


def test_an_expectation_that_cannot_be_met_is_refused():
    with pytest.raises(LabError, match="severity directive"):
        world.parse("# expect: proxy_pass")


def test_a_pid_that_somebody_else_got_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "RECORD", tmp_path)
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1)
    (tmp_path / "ours.json").write_text(f'{{"pid": {stranger.pid}, "born": 1}}')
    assert not processes.stop("ours")
    assert stranger.poll() is None
    stranger.communicate()


def test_what_we_started_ends_with_its_children(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "RECORD", tmp_path)
    monkeypatch.setattr(processes, "LOGS", tmp_path)
    child = "import os, sys; os.fork(); sys.stdin.read(); os.read(os.pipe()[0], 1)"
    pid = processes.start("ours", [sys.executable, "-c", child])
    assert processes.running() == ["ours"]
    assert processes.stop("ours", patience=2)
    with pytest.raises(ProcessLookupError):
        os.killpg(pid, 0)
