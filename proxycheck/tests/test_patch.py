"""Findings become small edits of a text: what is right stays as it is."""

# Long, for each kind of edit has its test.

import unittest

from ..conf import Source, read_given
from ..conf.including import load
from ..conf.sources import Given
from ..patch import patched
from ..patch.left import ALREADY, CERTIFICATE, SETTING
from .optional import reads_configurations

SITE = """# Odoo, since 2019
upstream odoo { server 10.0.0.5:8069; }
server {
\tlisten 80;
\tserver_name erp.example.com;  # ours
\tproxy_set_header Host $http_host;
\tlocation /websocket {
\t\tproxy_pass http://odoo;  # hm
\t}
\tlocation / { proxy_pass http://odoo; }
}
"""
PAGES = "http://10.9.9.9:1"
HOST = "proxy_set_header X-Forwarded-Host $http_host;"


def action(do, where, new="", old=""):
    return {"do": do, "where": where, "old": old, "new": new}


def report(*actions, **parts):
    row = {
        "code": "some_rule",
        "severity": "critical",
        "layer": "nginx",
        "directive": "some",
        "muted": False,
        "actions": list(actions),
        **parts,
    }
    return {"target": {"base_url": "http://erp.example.com"}, "findings": [row]}


def changed(text, *actions):
    """The lines that went and came, with their signs, and the whole new text."""
    patch = patched(read_given(text, "site.conf"), report(*actions))
    lines = patch.diff().splitlines()[2:]
    return [x for x in lines if x[0] in "+-"], patch.after["site.conf"]


@reads_configurations
class TestPatch(unittest.TestCase):
    def test_a_line_is_replaced_where_it_stands_and_its_comment_stays(self):
        put = action(
            "replace",
            "location /websocket",
            "proxy_pass http://127.0.0.1:8072;",
            "proxy_pass …;",
        )
        lines, _text = changed(SITE.replace("10.0.0.5", "127.0.0.1"), put)
        self.assertEqual(
            lines,
            [
                "-\t\tproxy_pass http://odoo;  # hm",
                "+\t\tproxy_pass http://127.0.0.1:8072;  # hm",
            ],
        )

    def test_odoo_is_reached_as_the_file_reaches_it(self):
        put = action(
            "replace",
            "location /",
            "proxy_pass http://127.0.0.1:8072;",
            "proxy_pass …;",
        )
        upstream = "upstream chat { server 10.0.0.5:8072; }\n" + SITE
        _lines, text = changed(upstream, put)
        self.assertIn("location / { proxy_pass http://chat; }", text)
        host = SITE.replace("http://odoo;  # hm", "http://10.0.0.5:8072;")
        _lines, text = changed(host, put)
        self.assertIn("location / { proxy_pass http://10.0.0.5:8072; }", text)

    def test_a_new_header_keeps_those_that_the_block_inherits(self):
        lines, _text = changed(SITE, action("add", "location /websocket", HOST))
        self.assertEqual(
            lines,
            ["+\t\tproxy_set_header Host $http_host;", f"+\t\t{HOST}"],
        )

    def test_what_stands_above_the_server_in_its_own_file_is_inherited_too(self):
        site = "proxy_set_header X-Real-IP $remote_addr;\n" + SITE.replace(
            "\tproxy_set_header Host $http_host;\n", ""
        )
        lines, _text = changed(site, action("add", "location /websocket", HOST))
        self.assertEqual(
            lines, ["+\t\tproxy_set_header X-Real-IP $remote_addr;", f"+\t\t{HOST}"]
        )
        wrong = site.replace("X-Real-IP $remote_addr", "X-Forwarded-Host $host")
        put = action(
            "replace", "location /", HOST, "proxy_set_header X-Forwarded-Host …;"
        )
        _lines, text = changed(wrong, put)
        self.assertEqual(text, wrong.replace("X-Forwarded-Host $host;", HOST[17:]))

    def test_a_header_that_a_block_does_not_inherit_is_added_to_it(self):
        site = SITE.replace("proxy_set_header Host $http_host;", HOST).replace(
            "proxy_pass http://odoo;  # hm",
            "proxy_pass http://odoo;\n\t\tproxy_set_header Host $http_host;",
        )
        put = action(
            "replace",
            "location /websocket",
            HOST,
            "proxy_set_header X-Forwarded-Host …;",
        )
        lines, _text = changed(site, put)
        self.assertEqual(lines, [f"+\t\t{HOST}"])

    def test_a_line_that_becomes_another_one_does_not_double_it(self):
        site = SITE.replace("# hm", "# hm\n\t\treturn 404;")
        put = action(
            "replace", "location /websocket", "proxy_pass http://odoo;", "return …;"
        )
        self.assertEqual(changed(site, put)[1], SITE)

    def test_the_head_of_a_location_keeps_its_sign(self):
        site = SITE.replace("location /websocket {", "location ^~ /websocket/ {")
        head = action(
            "replace", "server", "location /websocket {", "location /websocket/ {"
        )
        _lines, text = changed(site, head)
        self.assertEqual(text, site.replace("/websocket/", "/websocket"))

    def test_each_finding_is_done_in_the_site_that_has_it(self):
        other = SITE.partition("server {")[2].replace("erp.", "shop.")
        told = report(
            action("add", "server", "ssi off;"), address="http://shop.example.com"
        )
        patch = patched(read_given(f"{SITE}server {{{other}", "x"), told)
        before, _server, after = patch.after["x"].rpartition("server {\n")
        self.assertEqual(before, SITE)
        self.assertIn("ssi off;", after)

    def test_a_line_that_is_there_is_not_added_again(self):
        once = changed(SITE, action("add", "location /", HOST))[1]
        patch = patched(
            read_given(once, "x"), report(action("add", "location /", HOST))
        )
        self.assertFalse(patch.changed)
        self.assertEqual(patch.left, {"some_rule": ALREADY})

    def test_a_block_is_added_with_the_files_own_indentation(self):
        block = "location ^~ /longpolling {\n    proxy_pass http://127.0.0.1:8072;\n}"
        lines, _text = changed(SITE, action("add_block", "server", block))
        self.assertIn("+\tlocation ^~ /longpolling {", lines)
        self.assertTrue(all(line[0] == "+" for line in lines))

    def test_a_block_for_the_same_path_becomes_like_it(self):
        block = (
            "location ^~ /websocket {\n    proxy_pass http://127.0.0.1:8072;\n"
            "    proxy_read_timeout 720s;\n}"
        )
        _lines, text = changed(SITE, action("add_block", "server", block))
        self.assertEqual(text.count("/websocket"), 1)
        self.assertIn("location ^~ /websocket {", text)
        self.assertIn("proxy_read_timeout 720s;", text)
        self.assertIn("# hm", text)

    def test_line_ends_of_windows_and_no_last_line_end_stay(self):
        text = SITE.replace("\n", "\r\n").rstrip()
        put = action(
            "replace", "location /websocket", f"proxy_pass {PAGES};", "proxy_pass …;"
        )
        _lines, after = changed(text, put)
        self.assertEqual(after, text.replace("http://odoo;  # hm", f"{PAGES};  # hm"))
        _lines, after = changed(text, action("add", "server", "ssi off;"))
        self.assertIn("\tssi off;\r\n", after)
        self.assertNotIn("\r\r", after)

    def test_a_line_of_an_included_file_is_changed_there(self):
        site = SITE.replace(
            "proxy_set_header Host $http_host;", "include headers.conf;"
        )
        headers = Source("headers.conf", "proxy_set_header Host $host;\n")
        given = Given(
            {"site.conf": Source("site.conf", site), "headers.conf": headers},
            "site.conf",
            dumped=True,
        )
        put = action(
            "replace",
            "location /",
            "proxy_set_header Host $http_host;",
            "proxy_set_header Host …;",
        )
        patch = patched(load(given), report(put))
        self.assertEqual(patch.changed, ["headers.conf"])
        self.assertEqual(
            patch.after["headers.conf"], "proxy_set_header Host $http_host;\n"
        )

    def test_a_name_is_added_to_those_that_a_server_has(self):
        put = action(
            "replace", "server", "server_name www.example.com;", "server_name …;"
        )
        _lines, text = changed(SITE, put)
        self.assertIn("server_name erp.example.com www.example.com;  # ours", text)

    def test_what_a_server_listens_with_stays(self):
        site = SITE.replace("listen 80;", "listen [::]:80 ssl proxy_protocol;")
        put = action("replace", "server", "listen 80;", "listen … proxy_protocol;")
        _lines, text = changed(site, put)
        self.assertIn("listen [::]:80 ssl;", text)
        put = action("replace", "server", "listen 80 proxy_protocol;", "listen …;")
        self.assertEqual(changed(text, put)[1], site)

    def test_what_is_not_in_the_file_is_left_with_its_reason(self):
        setting = report(action("set", "odoo.conf", "proxy_mode = True"))
        patch = patched(read_given(SITE, "x"), setting)
        self.assertEqual(
            patch.left, {"some_rule": SETTING % {"settings": "proxy_mode = True"}}
        )
        certificate = report(
            action("replace", "server", "ssl_certificate x;", "ssl_certificate …;"),
            directive="ssl_certificate",
        )
        patch = patched(read_given(SITE, "x"), certificate)
        self.assertEqual(patch.left, {"some_rule": CERTIFICATE})
        self.assertEqual(patch.diff(), "")

    def test_muted_findings_and_advice_change_nothing(self):
        add = action("add", "location /", HOST)
        for parts in ({"muted": True}, {"severity": "info"}):
            patch = patched(read_given(SITE, "x"), report(add, **parts))
            self.assertFalse(patch.changed)
