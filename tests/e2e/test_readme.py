"""README's chapter "Reading results remotely": its commands, run as written."""

import json
import os
import subprocess
import sys

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from test_remote import key  # noqa: F401 - a fixture

from lab.folders import HOME, ROOT
from lab.server import LAUNCHER

CHAPTER = "Reading results remotely"


def commands():
    """Return the commands of the chapter, one a line of its plain literal blocks."""
    text = (ROOT / "README.rst").read_text()
    start = text.index(f"{CHAPTER}\n===")
    chapter = text[start : text.index("\nWhat it can tell\n===")]
    lines = [line.strip() for line in chapter.splitlines() if line.startswith("    ")]
    return [line for line in lines if line.startswith(("curl ", "odoo ", "line="))]


@pytest.fixture(scope="module")
def environment(lab, key, tmp_path_factory):  # noqa: F811
    """The shell of somebody who has the keys that the chapter names."""
    proxy = lab.serve("healthy")
    lab.odoo.rpc("proxy.health.check", "run_check", base_url=proxy.url)
    folder = tmp_path_factory.mktemp("bin")
    odoo = folder / "odoo"
    odoo.write_text(f'#!/bin/sh\nexec {sys.executable} {LAUNCHER} "$@"\n')
    odoo.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "ODOO": proxy.url,
        "KEY": key,
        "API_KEY": lab.odoo.key,
        "LINK_KEY": link_key(lab),
        "ODOO_RC": str(HOME / "odoo.conf"),
    }


def link_key(lab):
    """Return the key of a fresh share link."""
    [check] = lab.odoo.rpc(
        "proxy.health.check", "search", domain=[], limit=1, order="id desc"
    )
    [dialog] = lab.odoo.rpc(
        "proxy.health.support", "create", vals_list=[{"check_id": check}]
    )
    shown = lab.odoo.rpc("proxy.health.support", "action_link", ids=[dialog])
    return shown["context"]["default_secret"].partition("#")[2]


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_works_as_written(environment, command):
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.strip()
    if "json" in command and "status" not in command:
        json.loads(done.stdout)


def test_the_chapter_has_its_commands():
    assert len(commands()) >= 10


def test_the_readme_is_valid_and_has_the_chapter():
    text = (ROOT / "README.rst").read_text()
    document = publish_doctree(
        text, settings_overrides={"halt_level": 2, "report_level": 2}
    )
    titles = [title.astext() for title in document.findall(nodes.title)]
    assert CHAPTER in titles
