"""Who may read remotely, and how every such answer is wrapped.

A key comes as ``Authorization: Bearer …``: never in a URL, which logs keep. Refusals
are problem details (RFC 9457), and to every key that is no good the same one.
"""

import functools
import json
import re

from odoo.http import Response, request

from ..tools.words import MANAGERS

SCHEMA_PATH = "/proxy_health/report.schema.json"

# RFC 6750, section 2.1. Whatever holds another character is nobody's key: no database
# need be asked, and some of those characters no database takes (NUL).
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]{1,200}=*) *", re.IGNORECASE)

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def token():
    """Return what came as bearer token, or an empty text."""
    match = _BEARER.fullmatch(request.httprequest.headers.get("Authorization", ""))
    return match[1] if match else ""


def for_readers(method):
    """Open a route to who brings a key of a manager; `request.env` is then theirs."""

    @functools.wraps(method)
    def guarded(self, **query):
        key = token()
        user = key and request.env["res.users.apikeys"]._proxy_health_user(key)
        if not user:
            return refusal()
        request.update_env(user=user.id)
        if not request.env.user.has_group(MANAGERS):
            return problem(
                403,
                "This key may not read results",
                "Its owner is no manager of Proxy Health.",
            )
        return method(self, **query)

    return guarded


def refusal():
    """Answer the same to no key, a wrong, an expired, a revoked and a foreign one."""
    answer = problem(
        401,
        "A key is needed",
        "Send a key that is good for reading results: Authorization: Bearer <key>.",
    )
    answer.headers["WWW-Authenticate"] = 'Bearer realm="proxy_health"'
    return answer


def problem(status, title, detail):
    """Return an error as RFC 9457 wants it."""
    row = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return answer(json.dumps(row), "application/problem+json", status)


def answer(body, content_type, status=200, **headers):
    """Return an answer that nobody stores, indexes or guesses the type of."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        body, status=status, headers={**_HEADERS, "Content-Type": content_type, **named}
    )


def conditional(response):
    """Return the answer with its ETag, or 304 where the reader has it already."""
    response.add_etag()
    response.make_conditional(request.httprequest)
    response.headers.pop("Date", None)  # Odoo's server writes one
    return response


def readers_route(path, **routing):
    """Declare the parameters that all routes for readers share."""
    return {
        "route": path,
        "type": "http",
        "auth": "none",
        "methods": ["GET"],
        "csrf": False,
        "save_session": False,
        "sitemap": False,
        **routing,
    }
