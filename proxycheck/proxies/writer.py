"""Who wrote an answer: Odoo, the addon's echo, or a proxy on the way."""

import re

from . import SIGN_IN, products
from .product import HEAD

#: What only Odoo's own pages hold (web/views/webclient_templates.xml, and the pages of its
#: database manager). The word alone proves nothing: an error page may quote a host's name.
_ODOO_PAGE = re.compile(
    r"<title>odoo</title>|odoo\.__session_info__|odoo\s*=\s*\{|content=\"odoo\""
    r"|[\"'(]/web/(assets|static|login|database|content|webclient)\b"
    # Its answers to calls, good and bad (odoo/http.py, JsonRPCDispatcher).
    r"|^\{\"jsonrpc\": \"2\.0\", \"id\": "
)
#: How Werkzeug's own error pages begin, in small letters.
_WERKZEUG_PAGES = (
    "<!doctype html>\n<html lang=en>\n<title>",
    '<!doctype html public "-//w3c//dtd html 3.2 final//en">\n<title>',
)


def written_by(answer):
    """Return ``odoo_echo``, ``odoo``, a product's kind, ``other``; or "" without an answer.

    `answer` is what `wire.http.exchange` returned.
    """
    if answer.get("outcome") != "answered":
        return ""
    headers, body = answer.get("headers", {}), answer.get("body", "")[:HEAD].lower()
    if "x-proxy-health" in headers:
        return "odoo_echo"
    if _is_odoo(headers, body):
        return "odoo"  # which may itself send people elsewhere to sign in
    known = [one for one in products().values() if one.wrote(answer)]
    gateways = [one for one in known if one.signs_in]
    if not gateways and _asks_for_a_session(answer):
        return SIGN_IN  # in the page of the proxy that asked the gateway
    return known[0].kind if known else "other"


def _asks_for_a_session(answer):
    """Whether a 401 asks for no password: then a gateway wants somebody who has signed in.

    Whoever wants a password must say so (RFC 9110 11.6.1), and all proxies do.
    """
    challenge = answer.get("headers", {}).get("www-authenticate", "").lower()
    return answer.get("status") == 401 and not challenge.startswith(_PASSWORDS)


#: Schemes for which a browser asks for a password, or sends the one of its user.
_PASSWORDS = ("basic", "digest", "negotiate", "ntlm")


def _is_odoo(headers, body):
    """Whether Odoo wrote a page, or set its session cookie."""
    cookies = headers.get("set-cookie", [])
    return (
        body.startswith(_WERKZEUG_PAGES)
        or any(cookie.startswith("session_id=") for cookie in cookies)
        or bool(_ODOO_PAGE.search(body))
    )
