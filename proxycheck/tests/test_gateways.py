"""Which answers are a sign-in gateway's, as their documentation and sources show them."""

import unittest

from ..proxies import SIGN_IN
from ..proxies.writer import written_by

ASKED = "https%3A%2F%2Ferp.example.com%2Fweb"
OPENID = (
    "response_type=code&client_id=odoo&redirect_uri=https%3A%2F%2Ferp.example.com%2F"
)
#: Where an answer leads, and whose it is.
LEADS = {
    f"https://auth.example.com/?rd={ASKED}&rm=GET": "authelia",
    f"/outpost.goauthentik.io/start?rd={ASKED}": "authentik",
    "https://team.cloudflareaccess.com/cdn-cgi/access/login/erp.example.com?kid=1": (
        "cloudflare-access"
    ),
    f"/oauth2/start?rd={ASKED}": "oauth2-proxy",
    "https://idp.example.com/authorize?client_id=1&redirect_uri="
    "https%3A%2F%2Ferp.example.com%2Foauth2%2Fcallback&response_type=code": "oauth2-proxy",
    f"https://sso.example.com/realms/staff/protocol/openid-connect/auth?{OPENID}": SIGN_IN,
    "https://idp.example.com/saml/sso?SAMLRequest=fZJNT4NAEIb": SIGN_IN,
    f"https://vouch.example.com/login?url={ASKED}": SIGN_IN,
    # Other names and pages, where nobody is asked for anything.
    "https://www.example.com/web": "other",
    "https://www.example.com/?from=/web": "other",
    "/web/login?redirect=%2Fweb": "other",
}
ODOOS = "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>"
PAGE = '<form method="GET" action="/oauth2/start"><input type="hidden" name="rd">'


def answer(status, body="", **headers):
    """An answer as `exchange` returns it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"outcome": "answered", "status": status, "headers": named, "body": body}


class Gateways(unittest.TestCase):
    def test_a_gateway_is_told_by_where_it_leads(self):
        for location, kind in LEADS.items():
            with self.subTest(location):
                self.assertEqual(written_by(answer(302, location=location)), kind)

    def test_odoo_itself_may_send_people_elsewhere_to_sign_in(self):
        for location in LEADS:
            seen = written_by(answer(303, ODOOS, location=location))
            self.assertEqual(seen, "odoo")

    def test_only_a_redirect_leads_anywhere(self):
        [location, *_others] = LEADS
        self.assertEqual(written_by(answer(200, location=location)), "other")

    def test_a_sign_in_page_is_its_gateways(self):
        self.assertEqual(written_by(answer(403, PAGE)), "oauth2-proxy")

    def test_who_wants_a_password_is_no_gateway(self):
        page = "<center>nginx</center>"
        self.assertEqual(written_by(answer(401, page)), SIGN_IN)
        self.assertEqual(
            written_by(answer(401, page, www_authenticate="Bearer")), SIGN_IN
        )
        for scheme in ("Basic realm=Staff", "Digest realm=x", "Negotiate", "NTLM"):
            seen = written_by(answer(401, page, www_authenticate=scheme))
            self.assertEqual(seen, "nginx")
