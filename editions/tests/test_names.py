"""An edition uses names that its series has, and none that only newer ones have."""

import ast
import json
import unittest

from editions import differences, rewrite, used
from editions.differences import HERE, SERIES

from .test_build import each_edition

# What can be looked for again in what was built: it must not be there any more.
GONE = (
    *("methods", "table_objects", "drop_decorators", "drop_keywords", "imports"),
    *("rename_keywords", "keyword_values", "tags", "kanban_boxes", "chatters"),
    *("translated_props", "attrs", "settings_boxes", "missing_fields"),
)


def recorded(series):
    """The names of a series, as `editions.record` wrote them."""
    return json.loads((HERE / series / "names.json").read_text(encoding="utf-8"))


class TestNames(unittest.TestCase):
    @each_edition
    def test_every_import_is_of_a_name_that_the_series_has(self, series, files):
        known = recorded(series)
        for kind in ("python", "scripts"):
            found = set(getattr(used, kind)(files))
            self.assertTrue(found)
            missing = [
                one for one in found if one[1] not in known[kind].get(one[0], ())
            ]
            self.assertEqual(missing, [])

    @each_edition
    def test_every_field_that_data_write_is_one_of_the_model(self, series, files):
        known = recorded(series)["fields"]
        found = set(used.fields(files))
        self.assertTrue(found)
        missing = [(model, name) for model, name in found if name not in known[model]]
        self.assertEqual(missing, [])

    @each_edition
    def test_every_bundle_is_one_of_the_series(self, series, files):
        manifest = ast.literal_eval(files["__manifest__.py"].decode())
        found = set(used.bundles(manifest))
        self.assertEqual(found - set(recorded(series)["bundles"]), set())

    @each_edition
    def test_nothing_that_the_series_lacks_is_left(self, series, files):
        texts = {
            path: content.decode()
            for path, content in files.items()
            if path.endswith((".py", ".xml"))
            and not path.startswith("proxycheck/")
            and path != "backports.py"
        }
        for difference in differences.of(series):
            for name in set(difference.operations) & set(GONE):
                count = rewrite.places(texts, name, difference.operations[name])
                self.assertEqual(count, 0, f"{difference}: {name}")

    def test_every_series_has_its_names(self):
        for series in SERIES:
            self.assertTrue(recorded(series)["python"]["odoo.http"])
