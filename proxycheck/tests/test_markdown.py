"""What a hostile proxy said is shown in a ticket, and is no markup there."""

import unittest

from ..report.markdown import as_markdown
from .test_redact import finding, report

EVIL = "<script>x</script> `tick` ``two`` [link](http://evil) ![img](x)\n# heading"


def evil(**texts):
    """Return the Markdown of a report whose finding has these texts."""
    document = report()
    document["findings"] = [{**finding(), **texts}]
    return as_markdown(document)


class Markdown(unittest.TestCase):
    def test_words_from_the_wire_are_no_markup(self):
        for name in ("title", "explanation", "symptom"):
            shown = evil(**{name: EVIL})
            with self.subTest(name):
                self.assertNotIn(" <script>", shown)
                self.assertIn("\\<script>", shown)
                self.assertNotIn("\n# heading", shown)
                self.assertIn("\\[link\\]", shown)

    def test_code_ends_where_it_should(self):
        seen = {"probe": "p", "vantage": "server", "fact": EVIL}
        shown = evil(directive=EVIL, evidence=[seen])
        self.assertIn("\n``` <script>", shown)
        self.assertIn("- server p: ``` <script>", shown)
        self.assertNotIn("\n# heading", shown)

    def test_lines_to_paste_stay_in_their_block(self):
        shown = evil(fix="a;\n```\n<script>")
        self.assertIn("````nginx\na;\n```\n<script>\n````", shown)

    def test_it_says_what_support_asks_first(self):
        self.assertIn("Odoo 19.0, 4 workers; proxy: `nginx/1.22.1`", evil())


if __name__ == "__main__":
    unittest.main()
