"""`make test-edition SERIES=18.0`: an edition on a real Odoo of its series.

The lab of that series has a home of its own, and its Odoo a Python of its own. The tests
are those that try the addon itself. What they said becomes a line for each feature: it is
printed, and kept for the table of docs/editions.md.
"""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter

from lab.commands import LabError, say
from lab.folders import PYTHON, ROOT
from lab.parts import odoo

#: What the tests of an edition say, a file a series.
SAID = ROOT / "tests" / "editions"
#: Feature -> the tests that try it.
FEATURES = {
    "Install, upgrade and uninstall, without a warning or a trace": (
        "test_addon.py::test_it_installs_upgrades_and_uninstalls_without_a_warning_or_a_trace"
    ),
    "Odoo's own tests of the addon": (
        "test_addon.py::test_odoos_runner_runs_all_tests_and_they_pass"
    ),
    "A check names exactly what is wrong": (
        "test_table.py::test_a_check_names_exactly_what_is_wrong"
    ),
    "A rule is silent on the near miss of its fault": (
        "test_table.py::test_a_rule_stays_silent_on_the_near_miss_of_its_fault"
    ),
    "A check by a script, kept as a record": "test_run_check.py",
    "The check page in a browser": (
        "test_page.py::test_the_page_names_what_is_wrong_in_english_and_in_arabic"
    ),
    "Attacks": "test_attack.py",
    "An alert by mail, and its end": (
        "test_watch.py::"
        "test_a_proxy_that_breaks_is_one_mail_and_activity_and_mended_is_one_more"
    ),
    "A full check within Odoo's time limits": "test_full_check.py",
}
#: As pytest's report spells it -> as the table does.
BAD = ("failure", "error")
NOT_TRIED = "not tried"


def main(series, *options):
    """Build an edition and run its tests; return pytest's exit code, 0 without an Odoo."""
    home = os.environ.get(f"ODOO_HOME_{series.partition('.')[0]}")
    if not home:
        number = series.partition(".")[0]
        say(
            f"No Odoo {series} was tried: set ODOO_HOME_{number} to a checkout of it. "
            "Only the build was."
        )
        return 0
    environment = _environment(series, home)
    lab_home = environment["LAB_HOME"]
    report = os.path.join(lab_home, "tests.xml")
    try:
        code = _pytest(environment, report, options)
        _tell(series, report)
        return code
    finally:
        stop = [PYTHON, "-m", "lab", "stop"]
        subprocess.run(stop, cwd=ROOT, env=environment, check=False)


def _environment(series, home):
    """The environment of a lab for that Odoo."""
    if f"{odoo.series_of(odoo.folder_around(home))}.0" != series:
        raise LabError(f"{home} holds another Odoo than {series}.")
    return {
        **os.environ,
        "LAB_EDITION": series,
        "LAB_HOME": str(ROOT / ".lab" / f"edition-{series}"),
        "ODOO_HOME": home,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT)]),
    }


def _pytest(environment, report, options):
    tests = [f"tests/e2e/{test}" for test in FEATURES.values()]
    command = [PYTHON, "-m", "pytest", "--rootdir", "tests/e2e"]
    command += ["-c", "tests/e2e/pytest.ini", "--junitxml", report, *options, *tests]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _tell(series, report):
    """Print what each feature's tests said; keep it, beside what ran before.

    On a slow machine one runs a part at a time.
    """
    counted = _counted(report)
    file = SAID / f"{series}.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    kept |= {name: _words(counter) for name, counter in counted.items()}
    said = {name: kept.get(name, NOT_TRIED) for name in FEATURES}
    width = max(map(len, said))
    for name, words in said.items():
        say(f"{name.ljust(width)}  {words}")
    SAID.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(said, indent=4, ensure_ascii=False) + "\n")


def _counted(report):
    """How many tests of each feature passed and failed: ``{feature: Counter}``."""
    found = {}
    for case in ET.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}.py::{case.get('name')}"
        feature = next((f for f, test in FEATURES.items() if name.startswith(test)), "")
        kinds = {child.tag for child in case}
        word = "failed" if kinds & set(BAD) else "passed"
        if "skipped" not in kinds:
            found.setdefault(feature, Counter())[word] += 1
    return found


def _words(counter):
    """“12 passed”, or “3 failed, 9 passed”."""
    rows = [f"{counter[word]} {word}" for word in ("failed", "passed") if counter[word]]
    return ", ".join(rows)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except LabError as error:
        say(f"lab: {error}")
        sys.exit(2)
