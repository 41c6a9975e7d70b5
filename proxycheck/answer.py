"""Any answer, as facts: status, telling headers, who wrote it; no banner of a stranger's."""

from urllib.parse import urlsplit

from .fact import flag, text
from .proxies import is_known
from .proxies.product import first_word
from .proxies.writer import written_by
from .vocabulary import DETAIL, HEADERS, MS, OUTCOME, SNIPPET, SPOKEN_BY, STATUS

#: What a peer that is not Odoo's echo may tell us about itself.
TELLING = (
    "server",
    "location",
    "content-type",
    "content-encoding",
    "via",
    "x-cache",
    "cf-ray",
    "www-authenticate",
    "retry-after",
    "x-proxy-health",
    "x-powered-by",
    "age",
    "alt-svc",
    "strict-transport-security",
    "content-security-policy",
    "x-frame-options",
    "cache-control",
    "x-cache-status",
    "connection",
    "x-accel-buffering",
    "allow",
    "vary",
    "x-served-by",
    "x-varnish",
    "x-amz-cf-id",
    "x-azure-ref",
)
#: What of these headers a stranger may say: everything else is a banner, which tells
#: of a service that may be nobody's business here.
STRANGERS = {
    "server": lambda value: first_word(value) if is_known(value) else "unknown",
    "location": lambda value: without_query(value),
    "www-authenticate": lambda value: value.partition(" ")[0][:20],
    "content-security-policy": None,
    "x-powered-by": None,
    "via": lambda value: "present",
    "x-served-by": lambda value: "present",
}
MAX_SNIPPET = 300
#: What Odoo's 404 says when the database of the request does not exist there or
#: its dbfilter rejects the name (odoo/http.py, _serve_nodb).
NO_DATABASE = "No database is selected"

#: The facts of a response that anybody saw, and what the server sees besides.
HEARD = (OUTCOME, DETAIL, STATUS, MS, SPOKEN_BY, HEADERS, *SNIPPET)
ANSWER = (
    *HEARD,
    text("http", "the version of HTTP of the response"),
    flag("no_database", "whether Odoo says that no database is selected"),
)


def answer_facts(answer):
    """Facts about any answer: outcome, status, telling headers, a snippet of the body."""
    facts = {
        k: answer[k]
        for k in ("outcome", "detail", "status", "http", "ms")
        if k in answer
    }
    stranger = answer.get("stranger", False)
    facts["headers"] = telling(answer.get("headers", {}), stranger)
    facts["spoken_by"] = written_by(answer)
    # An echo holds proofs, and what a stranger wrote is not ours to show.
    silent = stranger or facts["spoken_by"] == "odoo_echo"
    facts["snippet"] = "" if silent else answer.get("body", "")[:MAX_SNIPPET]
    if NO_DATABASE in answer.get("body", "")[:4000]:
        facts["no_database"] = True
    return facts


def telling(headers, stranger=False):
    """Return the headers of an answer that are facts; of a stranger's no banner."""
    told = {n: headers[n] for n in TELLING if isinstance(headers.get(n), str)}
    if not stranger:
        return told
    reduced = {
        name: say(told[name]) for name, say in STRANGERS.items() if say and name in told
    }
    return {**{n: v for n, v in told.items() if n not in STRANGERS}, **reduced}


def without_query(location):
    """Return where a redirect leads, without what may be somebody's key in it."""
    try:
        url = urlsplit(location)
        host = url.netloc.rpartition("@")[2]
        return url._replace(netloc=host, query="", fragment="").geturl()
    except ValueError:
        return ""
