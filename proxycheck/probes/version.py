"""Which application answers to anybody: whether it is Odoo, which one, with a database or not."""

import re
from functools import partial
from urllib.parse import urlsplit

from .. import jsonrpc, series
from ..address import DEFAULT_PORTS
from ..answer import answer_facts, without_query
from ..fact import flag, inside, number, text, word
from ..look.together import together
from ..probe import probe
from ..vocabulary import HEADERS, OUTCOME, SPOKEN_BY, STATUS, VERSION
from ..words import Vantage
from .echo import MAX_HOPS, redirect_location

#: Answered without a database and by each of Odoo's processes, in every series since 8
#: (addons/web: controllers/main.py, from 16 on controllers/webclient.py).
VERSION_INFO = "/web/webclient/version_info"
LOGIN = "/web/login"
#: Asked only where the first is kept back: Odoo's external API, and what is new in 19.
JSONRPC, WEB_VERSION = "/jsonrpc", "/web/version"
COMMON_VERSION = {"service": "common", "method": "version", "args": []}
#: Statuses of somebody in front of whatever it is, which tell nothing of that.
NOT_TELLING = (401, 403, 407, 413, 429)
MAX_TITLE = 80


@probe(
    Vantage.SERVER,
    first=True,
    ticket=False,
    stranger=True,
    facts=(
        HEADERS,
        flag("odoo", "whether it is an Odoo; null: nothing tells"),
        text("asked", "the address that was asked first"),
        VERSION,
        text("told_by", "what the version was read from"),
        text("leads_to", "where / leads as a whole address"),
        OUTCOME,
        word("era", "longpolling or websocket"),
        word("database", "none, chosen; null: not told"),
        SPOKEN_BY,
        number("series", "the series of Odoo, such as 19"),
        STATUS,
        *inside(text("title", "the title of a page")),
    ),
)
def look(line):
    """Return the facts of the login page, with ``odoo``, ``version``, ``era``, ``database``.

    ``odoo`` is None where nothing tells, ``leads_to`` where “/” leads as a whole address;
    ``told_by`` says what the version was read from.
    """
    line, told = _followed(line)
    pages = together([partial(line.ask, LOGIN), partial(line.ask, "/")])
    known = _version(told, jsonrpc.answer_of(told).get("result"), VERSION_INFO)
    known = known or _elsewhere(line, pages)
    login = answer_facts(pages[0])
    return {
        "asked": line.origin,
        "outcome": login["outcome"],
        "status": login.get("status"),
        "spoken_by": login["spoken_by"],
        "headers": login["headers"],
        "title": title(pages),
        "odoo": bool(known) or _is_odoo([told, *pages]),
        "database": _database(pages),
        "leads_to": _leads_to(pages[1]),
        **(known or {"version": "", "series": None, "era": None, "told_by": ""}),
    }


def _followed(line):
    """Ask for the version where redirects of the whole address lead: ``(line, answer)``."""
    answer = jsonrpc.call(line, VERSION_INFO, {})
    for _hop in range(MAX_HOPS):
        url = urlsplit(redirect_location(line, answer))
        if not url.hostname:
            break
        address = (url.scheme, url.hostname, url.port or DEFAULT_PORTS[url.scheme])
        if url.hostname != line.host or address == (line.scheme, line.host, line.port):
            break
        line = line.moved(address)
        answer = jsonrpc.call(line, VERSION_INFO, {})
    return line, answer


def _version(answer, result, told_by):
    """What a version in an answer tells, or None."""
    if answer.get("status") != 200 or not isinstance(result, dict):
        return None
    text = result.get("server_version") or result.get("version")
    found = series.read_version(text)
    if not found:
        return None
    version, number, era = found
    return {"version": version, "series": number, "era": era, "told_by": told_by}


def _elsewhere(line, pages):
    """What other answers tell of the version, where the usual one was kept back."""
    common = jsonrpc.call(line, JSONRPC, COMMON_VERSION)
    known = _version(common, jsonrpc.answer_of(common).get("result"), JSONRPC)
    if known:
        return known
    web = line.ask(WEB_VERSION)
    return _version(web, jsonrpc.json_of(web), WEB_VERSION) or _by_files(pages)


def _by_files(pages):
    """What the names of a page's files tell: a series at least, and so the era."""
    spans = [series.read_files(page.get("body", "")) for page in pages]
    oldest, newest = next(filter(None, spans), (None, None))
    if not oldest:
        return None
    return {
        "version": "",
        "series": oldest if oldest == newest else None,
        "era": series.era_of(newest or oldest),
        "told_by": "the names of the login page's files",
    }


def _is_odoo(answers):
    """True by what only Odoo writes; False where whole answers hold no trace of it."""
    bodies = [answer.get("body", "") for answer in answers]
    if any(series.is_odoo_page(body) for body in bodies) or _leads_to_choice(answers):
        return True
    if all(_telling(answer) and not _like_odoo(answer) for answer in answers):
        return False
    return None


def _telling(answer):
    """Whether this is an application's own answer."""
    status = answer.get("status")
    return bool(status) and status < 500 and status not in NOT_TELLING


def _like_odoo(answer):
    """Whether it may be Odoo's, as far as one answer shows."""
    return answer_facts(answer)["spoken_by"] == "odoo"


def _database(pages):
    """``none`` where Odoo asks to choose a database, ``chosen`` where it shows a page of one."""
    if _leads_to_choice(pages):
        return "none"
    bodies = [page.get("body", "") for page in pages if page.get("status") == 200]
    return "chosen" if any(series.is_odoo_page(body) for body in bodies) else None


def _leads_to_choice(answers):
    locations = [answer.get("headers", {}).get("location", "") for answer in answers]
    return any(series.chooses_database(location) for location in locations)


def _leads_to(root):
    """The whole address that Odoo's own redirect of “/” names; empty where it names a path.

    Up to 16 it is the address that Odoo takes itself to be reached at.
    """
    facts = answer_facts(root)
    location = without_query(root.get("headers", {}).get("location", ""))
    whole = location.startswith(("http://", "https://"))
    return location if whole and facts["spoken_by"] == "odoo" else ""


def title(pages):
    """The first title of a page, as one line."""
    found = (
        re.search(r"<title[^>]*>(.*?)</title>", page.get("body", ""), re.I | re.S)
        for page in pages
        if page.get("status") == 200
    )
    texts_ = [" ".join(match[1].split()) for match in found if match]
    return texts_[0][:MAX_TITLE] if texts_ else ""
