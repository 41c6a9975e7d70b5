"""What README and docs/ say: their commands, run as written, and where their links lead."""

import json
import os
import re
import subprocess
import sys

import pytest
from docutils.core import publish_doctree
from test_remote import key  # noqa: F401 - a fixture

from lab import template
from lab.documents import __main__ as documents_made
from lab.folders import HOME, ROOT
from lab.server import LAUNCHER

#: Where commands stand that a reader copies.
PAGES = (ROOT / "README.rst", ROOT / "docs" / "api.md")
OURS = ("curl ", "odoo ", "line=", "python3 -m proxycheck ")
LINK = re.compile(
    r"\]\(([^)#\s]+)[^)]*\)|<([^>`\s]+)>`__|^.. image:: (\S+)", re.MULTILINE
)


def commands():
    """Return the commands of these pages, each once."""
    lines = [line.strip() for page in PAGES for line in page.read_text().splitlines()]
    return sorted({line for line in lines if line.startswith(OURS)})


def documents():
    """Return README and every Markdown page that is ours."""
    folders = (ROOT, ROOT / "readme", ROOT / "docs", ROOT / "docs" / "rules")
    pages = [page for folder in folders for page in sorted(folder.glob("*.md"))]
    return [ROOT / "README.rst", *pages]


@pytest.fixture(scope="module")
def environment(lab, key, tmp_path_factory):  # noqa: F811
    """The shell of somebody who has the keys that docs/api.md names."""
    proxy = lab.serve("healthy")
    lab.odoo.rpc("proxy.health.check", "run_check", base_url=proxy.url)
    folder = tmp_path_factory.mktemp("bin")
    for name, launch in {
        "odoo": f"{sys.executable} {LAUNCHER}",
        "python3": sys.executable,
    }.items():
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec {launch} "$@"\n')
        program.chmod(0o755)
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
def test_a_command_of_the_documents_works_as_written(environment, command):
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
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


def test_the_documents_have_their_commands():
    assert len(commands()) >= 12


def test_the_readme_is_valid_and_short():
    text = (ROOT / "README.rst").read_text()
    publish_doctree(text, settings_overrides={"halt_level": 2, "report_level": 2})
    assert len(text.splitlines()) < 300


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_every_link_of_a_document_leads_somewhere(page):
    found = ["".join(groups) for groups in LINK.findall(page.read_text())]
    ours = [to for to in found if not to.startswith(("http://", "https://", "#"))]
    assert not [to for to in ours if not (page.parent / to).exists()]


def test_the_translation_template_holds_every_text_as_it_is_now(lab):
    now, kept = template.exported_from(lab.odoo.db), template.TEMPLATE.read_text()
    assert template.same(now, kept), "please run: make generate"


def test_what_is_out_of_date_is_named_with_what_mends_it(monkeypatch, capsys):
    made = {**documents_made.made(), "README.rst": "Something else", "docs/a.md": ""}
    del made["docs/rules/gzip_missing.md"]  # as if the rule were gone
    monkeypatch.setattr(documents_made, "made", lambda: made)
    assert documents_made.main(["--check"]) == 1
    told = capsys.readouterr().err
    for path in ("README.rst", "docs/a.md", "docs/rules/gzip_missing.md"):
        assert f"Out of date: {path}" in told
    assert told.count("Out of date") == 3
    assert "make generate" in told
