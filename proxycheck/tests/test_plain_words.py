"""No text that people read uses a word that CONTRIBUTING's glossary replaces."""

import ast
import re
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "CONTRIBUTING.md"
#: A row of the glossary: what to write, and instead of which words.
ROW = re.compile(
    r"^\| (?P<use>[^|]+) \| instead of (?P<banned>[^|]+) \|$", re.MULTILINE
)
#: Arguments of fields, rules and parsers that people read.
READ = {"string", "help", "title", "in_order", "explanation", "symptom", "description"}
CODE = ("models", "controllers", "wizards", "tools", "cli", "proxycheck")
SCREENS = ("views", "wizards", "data", "security", "static/src")
DOCUMENTS = ("readme", "docs")
JS_TEXT = re.compile(r"""_t\(\s*(["'`])(?P<text>.*?)(?<!\\)\1""", re.DOTALL)


def glossary():
    """Return ``{banned words: what to write}``."""
    rows = ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))
    return {
        word.strip(): row["use"] for row in rows for word in row["banned"].split(",")
    }


def files(folders, ending):
    """Yield the files below these folders that somebody writes, without tests.

    The rules' pages are made from the rules, whose texts are read themselves.
    """
    for folder in folders:
        for path in sorted((ROOT / folder).rglob(f"*{ending}")):
            if "tests" not in path.parts and path.parent != ROOT / "docs" / "rules":
                yield path


def texts_of_code(path):
    """Yield what a module marks for translation, and what its fields and rules say."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        said = node.args[:1] if name in ("_", "_lt", "add_argument") else []
        said += [k.value for k in node.keywords if k.arg in READ]
        yield from (
            n.value
            for one in said
            for n in ast.walk(one)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )


def texts_of_screen(path):
    """Yield the words and attributes of an XML file; its comments are for us."""
    for node in ET.parse(path).iter():
        yield from (text for text in (node.text, node.tail) if text)
        yield from node.attrib.values()


def texts():
    """Yield ``(path, text)`` of everything that people read."""
    for path in files(CODE, ".py"):
        yield from ((path, text) for text in texts_of_code(path))
    for path in files(SCREENS, ".xml"):
        yield from ((path, text) for text in texts_of_screen(path))
    for path in files(SCREENS, ".js"):
        found = JS_TEXT.finditer(path.read_text(encoding="utf-8"))
        yield from ((path, match["text"]) for match in found)
    for path in files(DOCUMENTS, ".md"):
        yield path, path.read_text(encoding="utf-8")


class TestPlainWords(unittest.TestCase):
    def test_the_glossary_is_read(self):
        self.assertGreater(len(glossary()), 20)
        self.assertIn("mended", glossary())

    def test_texts_of_every_kind_are_found(self):
        kinds = {path.suffix for path, _text in texts()}
        self.assertEqual(kinds, {".py", ".xml", ".js", ".md"})

    def test_no_text_uses_a_word_that_the_glossary_replaces(self):
        banned = glossary()
        either = "|".join(re.escape(word) for word in banned)
        pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
        found = [
            f"{path.relative_to(ROOT)}: “{match[0]}”, write: {banned[match[0].lower()]}"
            for path, text in texts()
            for match in pattern.finditer(re.sub(r"\s+", " ", text))
        ]
        self.assertEqual(found, [], "\n".join(found))


if __name__ == "__main__":
    unittest.main()
