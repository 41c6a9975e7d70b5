"""Configurations are read as nginx reads them, and what cannot be read is said."""

import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest.mock import patch

from ..conf import Malformed, Unreadable, including, read, read_given
from ..conf.sources import LARGEST
from .optional import reads_configurations

SITE = """\
upstream odoo { server 127.0.0.1:8069; }
server {
    listen 80;  # not 443
    set $x "a;b\\"c";
    location ~ \\.js$ { proxy_pass http://odoo; }
    location /lua { content_by_lua_block { ngx.say("}") -- } stays
    } }
    include proxy_params;
}
"""


def names(configuration):
    """The directives of a configuration, as they are put together."""
    return [node.name for node in configuration.root.walk()]


@reads_configurations
class TestPlaces(unittest.TestCase):
    def test_each_statement_knows_its_lines_and_its_place_in_the_text(self):
        configuration = read_given(SITE, "site.conf")
        text = configuration.sources["site.conf"].text
        server = configuration.root.first("server")
        shown = {
            str(node): (
                node.line,
                node.statement.end_line,
                text[node.statement.start : node.statement.end],
            )
            for node in server.children
        }
        self.assertEqual(shown["listen 80;"], (3, 3, "listen 80;"))
        location = "location ~ \\.js$ { proxy_pass http://odoo; }"
        self.assertEqual(shown["location ~ \\.js$"], (5, 5, location))
        self.assertEqual(shown["location /lua"][:2], (6, 7))
        self.assertEqual((server.line, server.statement.end_line), (2, 9))
        self.assertEqual(text[server.statement.opens], "{")
        self.assertEqual(text[server.statement.closes], "}")

    def test_arguments_are_read_without_quotes_and_escapes(self):
        server = read_given(SITE).root.first("server")
        self.assertEqual(server.first("set").args, ("$x", 'a;b"c'))
        self.assertEqual(server.first("set").statement.raw_args[1], '"a;b\\"c"')

    def test_lines_of_windows_count_as_lines(self):
        server = read_given("server {\r\n  listen 80;\r\n}\r\n").root.first("server")
        self.assertEqual(
            (server.first("listen").line, server.statement.end_line), (2, 3)
        )


@reads_configurations
class TestIncludes(unittest.TestCase):
    def test_the_output_of_nginx_puts_its_files_together(self):
        text = (
            "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n"
            "# configuration file /etc/nginx/nginx.conf:\n"
            "events {}\nhttp {\n  include sites/*;\n  include gone/*.conf;\n}\n\n"
            "# configuration file /etc/nginx/sites/b:\nserver { listen 2; }\n\n"
            "# configuration file /etc/nginx/sites/a:\nserver { listen 1; }\n"
        )
        configuration = read_given(text)
        self.assertTrue(configuration.whole)
        http = configuration.root.first("http")
        self.assertEqual(
            [s.children[0].args for s in http.named("server")], [("1",), ("2",)]
        )
        listen = http.named("server")[1].children[0]
        self.assertEqual((listen.file, listen.line), ("/etc/nginx/sites/b", 1))
        self.assertEqual(http.unread, [])

    def test_paths_of_windows_are_followed(self):
        text = (
            "# configuration file C:\\nginx/conf/nginx.conf:\r\n"
            "http { include sites\\*.conf; }\r\n"
            "# configuration file C:\\nginx/conf/sites/a.conf:\r\nserver {}\r\n"
        )
        self.assertEqual(names(read_given(text)), ["http", "server"])

    def test_files_beside_the_one_that_is_named_are_read(self):
        with tempfile.TemporaryDirectory() as folder:
            top = Path(folder)
            (top / "snippets").mkdir()
            (top / "snippets" / "tls.conf").write_text("ssl_protocols TLSv1.3;")
            (top / "sites").mkdir()
            (top / "sites" / "odoo").write_text(
                "server { include snippets/tls.conf; include missing.conf; }"
            )
            configuration = read(str(top / "sites" / "odoo"))
        self.assertEqual(names(configuration), ["server", "ssl_protocols"])
        self.assertEqual(configuration.root.first("server").unread, ["missing.conf"])
        self.assertFalse(configuration.whole)

    def test_a_text_from_somewhere_reads_no_disk(self):
        configuration = read_given("include /etc/hostname;")
        self.assertEqual(configuration.root.unread, ["/etc/hostname"])


@reads_configurations
class TestHostile(unittest.TestCase):
    def test_what_nginx_refuses_is_said_with_its_line(self):
        for text in (
            "a b",
            "server {\n",
            "}",
            "'x",
            "{",
            "x ${",
            "a {" * 500,
            "\n a b }",
        ):
            with self.subTest(text=text[:20]), self.assertRaises(Malformed) as caught:
                read_given(text)
            self.assertRegex(str(caught.exception), r"^<stdin>:\d+: ")

    def test_a_malformed_text_is_not_quoted(self):
        with self.assertRaises(Malformed) as caught:
            read_given("password=hunter2 AKIAIOSFODNN7EXAMPLE")
        self.assertNotIn("hunter2", str(caught.exception))

    def test_files_that_include_each_other_are_refused(self):
        text = "# configuration file /a:\ninclude /b;\n# configuration file /b:\ninclude /a;\n"
        with self.assertRaisesRegex(Malformed, "includes itself"):
            read_given(text)

    def test_files_that_multiply_are_refused(self):
        parts = ["# configuration file /n0:\n" + "include /n1;" * 9]
        parts += [
            f"# configuration file /n{i}:\n" + f"include /n{i + 1}; a;" * 9
            for i in range(1, 12)
        ]
        fewer = patch.object(including, "MOST", 2000)  # 100 times as fast
        with fewer, self.assertRaisesRegex(Unreadable, "more than 2,000 directives"):
            read_given("\n".join([*parts, "# configuration file /n12:\na;\n"]))

    def test_what_is_too_large_is_refused_at_once(self):
        with tempfile.NamedTemporaryFile() as file:
            file.truncate(50 * 1024 * 1024)
            start = time.process_time()
            with self.assertRaisesRegex(Unreadable, "larger than 4 MB"):
                read(file.name)
        self.assertLess(time.process_time() - start, 2)
        self.assertLess(LARGEST, 50 * 1024 * 1024)

    def test_binaries_and_what_is_not_there_are_refused(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"\x7fELF\0\1")
            file.flush()
            for name in (file.name, "/nowhere/at/all", tempfile.gettempdir()):
                with self.subTest(name=name), self.assertRaises(Unreadable):
                    read(name)

    def test_a_byte_order_mark_is_noted(self):
        configuration = read_given("\ufeffserver {}")
        self.assertEqual(names(configuration), ["server"])
        self.assertIn("byte order mark", configuration.notes[0])

    def test_without_the_parser_it_says_what_to_install(self):
        missing = {name: None for name in ("crossplane", "crossplane.lexer")}
        with (
            patch.dict(sys.modules, missing),
            self.assertRaisesRegex(Unreadable, "pip install nginx-crossplane"),
        ):
            read_given("server {}")
