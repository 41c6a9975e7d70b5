"""All findings of a report, one after another, and the diff of what came of it."""

import difflib
from dataclasses import dataclass

from ..conf import Source
from ..conf.including import load
from ..conf.sources import Given
from ..judge.actions import Do
from ..judge.message import Message, fill
from ..words import Severity
from .doing import edits_of
from .edits import applied
from .left import ALREADY, NOT_FOUND, reason_of
from .places import server_of

CONTEXT = 3  # lines around a change, as diff -u has them


@dataclass(frozen=True)
class Patch:
    """What became of a configuration.

    `before` and `after` are texts by file name; `done` the codes of findings whose lines
    were written; `left` is ``{code: why it cannot be healed in the file}``.
    """

    before: dict
    after: dict
    done: tuple
    left: dict

    @property
    def changed(self):
        """The names of the files that are different now."""
        return [name for name in self.before if self.after[name] != self.before[name]]

    def diff(self):
        """Return a unified diff of all files, under their own names."""
        return "".join(
            part
            for name in self.changed
            for part in _diff(name, self.before[name], self.after[name])
        )


def _diff(name, before, after):
    """The lines of one file's diff; a file without a last newline is told so."""
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name, n=CONTEXT)
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text):
    """Lines as diff counts them: only a line feed ends one."""
    parts = text.split("\n")
    return [f"{one}\n" for one in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def patched(configuration, report, advice=False, translate=str):
    """Return the `Patch` that does what a report's findings say.

    Muted findings are left alone, and mere advice too unless `advice`. The `configuration`
    stays as it is. The reasons are in the language of `translate`.
    """
    before = _texts(configuration)
    done, left, now = [], {}, configuration
    for row in _wanted(report, advice):
        # A file may have several sites; a check is about one.
        now, reason = _tried(
            now, row, row.get("address") or report["target"]["base_url"]
        )
        if reason:
            left[row["code"]] = fill(translate(reason.text), reason.values, translate)
        else:
            done.append(row["code"])
    return Patch(before, _texts(now), tuple(done), left)


def _wanted(report, advice):
    for row in report["findings"]:
        mere = row["severity"] == Severity.INFO.value
        if not row["muted"] and (advice or not mere):
            yield row


def _tried(configuration, row, base_url):
    """The configuration after all actions of one finding, and why it cannot be healed."""
    now = configuration
    if reason := reason_of(row):
        return now, reason
    try:
        for action in row["actions"]:
            if action["do"] != Do.SET:
                now = _after(now, action, base_url)
    except LookupError as missing:
        return configuration, Message(NOT_FOUND, {"what": missing.args[0]})
    same = _texts(now) == _texts(configuration)
    return now, Message(ALREADY, {}) if same else None


def _after(configuration, action, base_url):
    server = server_of(configuration, base_url)
    if server is None:
        raise LookupError("a server")
    edits = edits_of(action, configuration, server)
    texts = applied(_texts(configuration), edits)
    sources = {name: Source(name, text) for name, text in texts.items()}
    return load(Given(sources, configuration.main, dumped=True))


def _texts(configuration):
    return {name: source.text for name, source in configuration.sources.items()}
