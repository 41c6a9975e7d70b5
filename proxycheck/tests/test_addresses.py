"""Which addresses may be checked, and how the others are refused."""

import unittest

from ..address import split_host_port
from ..errors import BadAddress
from ..target import Target, Ticket

REFUSED = {
    "nothing": "",
    "no scheme": "erp.example.com",
    "another scheme": "ftp://erp.example.com",
    "a script": "javascript:alert(1)",
    "a file": "file:///etc/passwd",
    "no name": "https://",
    "a user": "https://admin@erp.example.com",
    "a password": "https://admin:admin@erp.example.com",
    "an empty user": "https://@erp.example.com",
    "a path": "https://erp.example.com/odoo",
    "a query": "https://erp.example.com/?db=x",
    "a fragment": "https://erp.example.com/#x",
    "a port beyond": "https://erp.example.com:99999",
    "a port that is none": "https://erp.example.com:https",
    "port zero": "https://erp.example.com:0",
    "a space": "https://erp example.com",
    "a line break": "https://erp.example.com\r\nX-Evil: 1",
    "a NUL": "https://erp.example.com\0",
    "half an IPv6 address": "https://[::1",
    "a label too long": f"https://{'x' * 64}.example.com",
    "an empty label": "https://erp..example.com",
    "a name too long": "https://" + "x." * 200 + "com",
}
TAKEN = {
    "https://erp.example.com": ("https", "erp.example.com", 443),
    " http://erp.example.com/ ": ("http", "erp.example.com", 80),
    "HTTPS://ERP.Example.COM:443": ("https", "erp.example.com", 443),
    "http://10.0.0.5:8069": ("http", "10.0.0.5", 8069),
    "http://[::1]:8080": ("http", "::1", 8080),
    "https://bücher.example": ("https", "xn--bcher-kva.example", 443),
}


class TestAddresses(unittest.TestCase):
    def test_an_address_that_cannot_be_checked_is_refused_in_a_sentence(self):
        for name, address in REFUSED.items():
            with self.subTest(name), self.assertRaises(BadAddress) as refusal:
                Target(address)
            self.assertRegex(str(refusal.exception), r"(?s)^[A-Z“].+\.$")

    def test_an_address_is_taken_as_people_write_it(self):
        for address, parts in TAKEN.items():
            with self.subTest(address):
                self.assertEqual(Target(address).parts, parts)

    def test_the_usual_port_is_not_written(self):
        self.assertEqual(Target("https://a.example:443").base_url, "https://a.example")

    def test_connect_to_is_dialled_instead_of_the_name(self):
        target = Target("https://erp.example.com", connect_to="10.0.0.5:8443")
        self.assertEqual(target.dial(), ("10.0.0.5", 8443))
        self.assertEqual(target.parts, ("https", "erp.example.com", 443))

    def test_connect_to_without_a_port_keeps_the_address_own(self):
        target = Target("https://erp.example.com", connect_to="10.0.0.5")
        self.assertEqual(target.dial(), ("10.0.0.5", 443))

    def test_connect_to_that_leads_nowhere_is_refused_in_a_sentence(self):
        for text in (":443", "a:b:c", "a/b", "user@host", "[::1", "host:99999"):
            with self.subTest(text), self.assertRaises(BadAddress) as refusal:
                split_host_port(text, 443)
            self.assertRegex(str(refusal.exception), r"(?s)^[A-Z“].+\.$")

    def test_a_ticket_ignores_what_a_newer_odoo_adds(self):
        ticket = Ticket("token", "proof", "channel", 7, "database", {"workers": 4})
        row = {**ticket.as_dict(), "new": "in Odoo 20"}
        self.assertEqual(Ticket.from_dict(row), ticket)
