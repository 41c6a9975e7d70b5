"""The lab itself: what it reads from a world, and that it ends only its own."""

import os
import subprocess
import sys

import pytest

from lab import processes, world
from lab.commands import LabError, wait_until
from lab.ports import free_port

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


def test_a_snippet_stands_in_its_place_with_its_placeholders_filled():
    chosen = world.parse("server {\n    include snippets/server.conf;\n}\n")
    assert chosen.mentions("LISTEN") and chosen.mentions("CERT")
    filled = chosen.render({"LISTEN": "127.0.0.1:1", "NAME": "localhost", "CERT": ""})
    assert "\n    listen 127.0.0.1:1;\n" in filled
    assert "\n    client_max_body_size 128m;\n" in filled
    assert "snippets/" not in filled


def test_a_snippet_that_does_not_exist_is_refused_by_name():
    with pytest.raises(LabError, match="no snippet forwardd.conf"):
        world.parse("location / { }\ninclude snippets/forwardd.conf;\n")


FAULT = """\
# expect: critical deny
# needs: tls
# near miss: # expect: warning gzip
location / {
    deny all;  # near miss: nothing
    proxy_pass http://odoo/;  # near miss: proxy_pass http://odoo;
    # near miss: gzip off;
}
"""


def test_a_fault_and_its_near_miss_differ_where_the_file_says_so(tmp_path):
    path = tmp_path / "access_denied.all.conf"
    path.write_text(FAULT)
    fault, near = world.read(path), world.near(path)
    assert fault.text == (
        "# expect: critical deny\n# needs: tls\n"
        "location / {\n    deny all;\n    proxy_pass http://odoo/;\n}\n"
    )
    assert near.text == (
        "# needs: tls\n# expect: warning gzip\n"
        "location / {\n    proxy_pass http://odoo;\n    gzip off;\n}\n"
    )
    assert (fault.expected, near.expected) == (
        (("critical", "deny"),),
        (("warning", "gzip"),),
    )
    assert (fault.about, near.silent, near.needs) == (
        ("access_denied",),
        ("access_denied",),
        "tls",
    )


def test_a_fault_without_a_near_miss_has_none(tmp_path):
    path = tmp_path / "access_denied.conf"
    path.write_text("# expect: critical deny\ndeny all;\n")
    assert world.near(path) is None


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


SHARING = """\
import signal, socket, sys
with socket.socket() as one:
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    one.bind(("127.0.0.1", int(sys.argv[1])))
    one.listen()
    print("listening", flush=True)
    signal.pause()
"""


def test_a_program_that_shares_its_port_with_another_one_is_not_ready(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(processes, "RECORD", tmp_path)
    monkeypatch.setattr(processes, "LOGS", tmp_path)
    port = free_port()
    processes.start("ours", [sys.executable, "-c", SHARING, str(port)])
    wait_until(lambda: processes.listens("ours", port), 10, "Our program")
    other = subprocess.Popen(
        [sys.executable, "-c", SHARING, str(port)], stdout=-1, text=True
    )
    assert other.stdout.readline() == "listening\n"
    assert not processes.listens("ours", port)
    other.terminate()
    other.communicate()
    assert processes.listens("ours", port)
    assert processes.stop("ours", patience=2)
