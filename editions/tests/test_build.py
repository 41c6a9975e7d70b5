"""Every edition can be built, and is what its series understands, without an Odoo."""

import ast
import unittest
from collections import Counter
from functools import lru_cache
from xml.etree import ElementTree

from editions import build, differences
from editions.differences import SERIES, BuildError, Difference
from editions.rewrite import rewritten


@lru_cache
def edition(series):
    """The files of an edition: ``{path: bytes}``."""
    return build.edition(series)


def each_edition(test):
    """Run a test once for each series, with its files."""

    def run(self):
        for series in SERIES:
            with self.subTest(series):
                test(self, series, edition(series))

    return run


class TestEditions(unittest.TestCase):
    @each_edition
    def test_every_file_parses(self, series, files):
        for path, content in files.items():
            if path.endswith(".py"):
                ast.parse(content)
            if path.endswith(".xml"):
                ElementTree.fromstring(content)

    @each_edition
    def test_the_engine_is_the_same_bytes(self, series, files):
        ours = {
            str(path.relative_to(build.ROOT)): path.read_bytes()
            for path in sorted((build.ROOT / build.ENGINE).rglob("*"))
            if path.is_file() and path.suffix != ".pyc"
        }
        theirs = {path: files[path] for path in files if path.startswith("proxycheck/")}
        self.assertEqual(theirs, ours)

    @each_edition
    def test_the_manifest_names_the_series_and_files_that_are_there(
        self, series, files
    ):
        manifest = ast.literal_eval(files["__manifest__.py"].decode())
        self.assertTrue(manifest["version"].startswith(f"{series}."))
        self.assertEqual([name for name in manifest["data"] if name not in files], [])
        self.assertFalse([path for path in files if "/19.0." in path])

    @each_edition
    def test_a_build_gives_the_same_bytes_again(self, series, files):
        self.assertEqual(build.edition(series), files)

    @each_edition
    def test_models_with_fields_for_some_groups_check_what_their_odoo_does_not(
        self, series, files
    ):
        wanted = {"backports.CheckedCreate"}
        if series == "16.0":
            wanted |= {"backports.CheckedSearch"}
        found = {
            cls.name: {ast.unparse(base) for base in cls.bases}
            for path, content in files.items()
            if path.startswith(("models/", "wizards/")) and path.endswith(".py")
            for cls in ast.walk(ast.parse(content))
            if isinstance(cls, ast.ClassDef) and " groups=" in ast.unparse(cls)
        }
        self.assertIn("ProxyHealthTarget", found)
        for name, bases in found.items():
            self.assertEqual(bases, wanted | {"models.Model"}, name)

    @each_edition
    def test_a_model_is_one_class(self, series, files):
        """Odoo 17 and older cannot load a model of ours that a second class extends."""
        found = Counter(
            model
            for path, content in files.items()
            if path.startswith("models/") and path.endswith(".py")
            for model in set(_models(ast.parse(content)))
            if model.startswith("proxy.health.")
        )
        self.assertGreater(len(found), 5)
        self.assertEqual([model for model, times in found.items() if times > 1], [])


def _models(tree):
    """Yield the model that each class of a file makes or extends."""
    for one in ast.walk(tree):
        if isinstance(one, ast.ClassDef):
            given = {
                target.id: ast.literal_eval(line.value)
                for line in one.body
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
                for target in line.targets
                if isinstance(target, ast.Name)
            }
            yield from filter(None, [given.get("_name") or given.get("_inherit")])


class TestDifferences(unittest.TestCase):
    def _difference(self, **operations):
        return Difference("18.0", "a name", "another", "a file", operations)

    def test_a_difference_that_changes_nothing_is_refused(self):
        gone = self._difference(methods=["_gone"])
        with self.assertRaisesRegex(BuildError, "changes nothing"):
            rewritten({"a.py": "records._other()\n"}, gone)

    def test_a_text_that_is_not_there_is_refused(self):
        row = {"in": "a.py", "old": "gone", "new": "here"}
        with self.assertRaisesRegex(BuildError, "has no “gone”"):
            rewritten({"a.py": "pass\n"}, self._difference(replace=[row]))

    def test_an_operation_that_nobody_knows_is_refused(self):
        with self.assertRaisesRegex(BuildError, "no operation"):
            rewritten({}, self._difference(mehtods=["_x"]))

    def test_every_difference_says_what_instead_of_what_and_who_says_so(self):
        for series in SERIES:
            for one in differences.of(series):
                self.assertTrue(one.what and one.instead and one.operations, one)
                self.assertRegex(one.said_by, r"^[\w/.]+\.\w+: ", one)
