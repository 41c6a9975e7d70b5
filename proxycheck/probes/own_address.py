"""Which address Odoo takes for its own, told by how it redirects, and who decides that.

Which redirect names a whole address, made of the scheme and the name that reached Odoo,
depends on the Werkzeug that Odoo runs on: up to 2.0 each does (autocorrect_location_header),
2.2 one that takes a doubled slash away (routing/matcher.py), 3.0 none. nginx forwards the
address as it was sent where proxy_pass names no path. The page of a redirect holds the
address too, and no proxy_redirect rewrites a page.

Asked again with headers that proxies set, Odoo shows whether it is the proxy or the client
that decides: what a proxy does not set, it forwards as it came.
"""

import re
from urllib.parse import urlsplit

from ..address import DEFAULT_PORTS, netloc
from ..fact import flag, text
from ..look.line import NotMeasured
from ..probe import probe
from ..proxies.writer import written_by
from ..translatable import _lt
from ..vocabulary import OUTCOME, STATUS
from ..words import Vantage
from .echo_forged import FORGED_HOST

#: In this order until one tells.
PLACES = ("/web//login", "/")
_LINK = re.compile(r"<a href=\"(https?://[^\"]+)\"")
UNTOLD = _lt("No redirect of Odoo's named the address that it takes for its own.")
OTHER = {"http": "https", "https": "http"}


@probe(
    Vantage.SERVER,
    ticket=False,
    stranger=True,
    facts=(
        OUTCOME,
        STATUS,
        text("asked", "the address that was asked first"),
        text("own", "the address that Odoo takes for its own"),
        text("own_forged", "the same where the client's own headers decide"),
        flag("host_forged", "whether the client's own X-Forwarded-Host decided"),
        flag("proto_forged", "whether the client's own X-Forwarded-Proto decided"),
        flag("compared", "whether Odoo told its address again with such headers"),
    ),
)
def look(line):
    """Return ``own``, the address that Odoo names for the one ``asked``.

    ``compared`` says that Odoo told it again when the client had headers of its own.
    ``host_forged`` and ``proto_forged``: the client's own X-Forwarded-Host and
    X-Forwarded-Proto decided; then ``own_forged`` is what Odoo named.
    """
    for path in PLACES:
        answer = line.ask(path)
        if own := told_by(answer):
            facts = {"outcome": answer["outcome"], "status": answer["status"]}
            told = {"asked": line.origin, "own": own}
            return {**facts, **told, **_forged(line, path, own)}
    raise NotMeasured(UNTOLD)


def told_by(answer):
    """The address that a redirect of Odoo's names as its own: scheme, name and port."""
    if written_by(answer) != "odoo" or not 300 < answer["status"] < 400:
        return ""
    page = _LINK.search(answer.get("body", ""))
    location = answer.get("headers", {}).get("location", "")
    url = urlsplit(page[1] if page else location)
    whole = url.scheme in DEFAULT_PORTS and url.netloc
    return f"{url.scheme}://{url.netloc}" if whole else ""


def _forged(line, path, own):
    """Whether headers of the client's decide, one asked after the other."""
    host = [("X-Forwarded-Host", FORGED_HOST)]
    named = told_by(line.ask(path, headers=host))
    forged = urlsplit(named).hostname == FORGED_HOST
    # Odoo reads a scheme only where there is an X-Forwarded-Host.
    honest = [("X-Forwarded-Host", netloc(line.scheme, line.host, line.port))]
    before = named if forged else own
    other = OTHER[urlsplit(before).scheme]
    told = told_by(line.ask(path, headers=[*honest, ("X-Forwarded-Proto", other)]))
    return {
        "compared": bool(named and told),
        "host_forged": forged,
        "proto_forged": urlsplit(told).scheme == other,
        "own_forged": named,
    }
