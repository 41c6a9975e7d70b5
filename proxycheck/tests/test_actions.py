"""What heals is told as actions, and the text to paste is made from them."""

import unittest

from ..errors import BadDeclaration
from ..judge.actions import (
    Action,
    Do,
    add,
    add_block,
    as_text,
    filled,
    remove,
    replace,
    set_to,
)
from ..registry import rules

BLOCK = "location /websocket {\n    proxy_pass http://127.0.0.1:8072;\n}"
#: What nobody could follow.
WRONG = {
    "a line that does not end": lambda: add("gzip on"),
    "two lines in one": lambda: add("gzip on;\ngzip_types text/css;"),
    "a comment as an order": lambda: add("# remove: deny all;"),
    "nothing to replace": lambda: replace("", "gzip on;"),
    "nothing to remove": lambda: remove(""),
    "a block that does not close": lambda: add_block("location / {"),
    "a line as a block": lambda: add_block("gzip on;"),
    "no block of nginx's": lambda: add("gzip on;", "somewhere"),
    "no place for a setting": lambda: set_to("workers = 4", "location /"),
    "a removal that adds": lambda: Action(Do.REMOVE, old="gzip on;", new="gzip off;"),
}


def texts(actions, values=None, location="/websocket"):
    rows = filled([one.as_dict() for one in actions], values or {}, location)
    return rows, as_text(rows)


class TestActions(unittest.TestCase):
    def test_what_nobody_could_follow_is_refused(self):
        for what, made in WRONG.items():
            with self.subTest(what), self.assertRaises(BadDeclaration):
                made()

    def test_an_action_belongs_to_the_findings_block_unless_it_names_one(self):
        actions = [add("gzip off;"), add_block(BLOCK), set_to("proxy_mode = True")]
        rows, _text = texts(actions)
        places = [row["where"] for row in rows]
        self.assertEqual(places, ["location /websocket", "server", "odoo.conf"])
        rows, _text = texts(actions[:1], location="")
        self.assertEqual(rows[0]["where"], "server")

    def test_the_text_to_paste_names_each_block_once(self):
        _rows, text = texts([add("a on;"), add("b on;"), add("c on;", "http")])
        expected = "# In location /websocket\na on;\nb on;\n# In http\nc on;"
        self.assertEqual(text, expected)

    def test_the_text_to_paste_shows_what_goes_as_a_comment(self):
        _rows, text = texts([replace("gzip …;", "gzip on;"), remove("deny all;")])
        expected = (
            "# In location /websocket\n# instead of: gzip …;\ngzip on;\n"
            "# without: deny all;"
        )
        self.assertEqual(text, expected)

    def test_a_line_takes_names_and_numbers_only(self):
        line = add("server_name %(host)s;", "server")
        for host, shown in {"a.example": "a.example", "a; return 200": "?"}.items():
            rows, text = texts([line], {"host": host})
            self.assertEqual(rows[0]["new"], f"server_name {shown};")
            self.assertIn(f"server_name {shown};", text)

    def test_actions_of_every_rule_fit_its_texts(self):
        """A rule outside nginx that has a line of nginx's, and the reverse, is a slip."""
        for code, rule in rules().items():
            for action in rule.actions:
                with self.subTest(code):
                    self.assertEqual(action.do is Do.SET, action.new.find(" = ") > 0)


if __name__ == "__main__":
    unittest.main()
