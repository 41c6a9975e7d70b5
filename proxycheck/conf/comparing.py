"""A check's findings with their lines, and where file and wire say different things.

A measurement is never outvoted: what the check passed is not found in the file, and what
it found stays found. That both differ is a finding of its own, for it means that the file
is not what answers: nginx was not reloaded, or another block or another proxy answers.
"""

from ..judge.message import fill
from ..nginx.documentation import page_of
from ..registry import rules
from ..translatable import _lt
from ..words import Layer, Severity
from .numbers import differing
from .route import PROXY
from .shown import SHOWS
from .shows.lines import directive_of, line_of

CODE = "file_not_in_effect"
TITLE = _lt("What answers is not what this file says")
WIRE_WORSE = _lt(
    "The check found: “%(found)s”. By this file that is in order. Either nginx was not"
    " reloaded after a change, or another block, another file or another proxy answers."
)
WIRE_BETTER = _lt(
    "The file says: %(said)s The check found this in order. Either nginx was not reloaded"
    " after a change, or another block, another file or another proxy answers."
)
NUMBERS = _lt(
    "The file says %(file)s, the check measured %(wire)s. Either nginx was not reloaded after"
    " a change, or another block, another file or another proxy answers."
)
SYMPTOM = _lt("A change of this file may have no effect.")
#: What tells where a finding stands.
PLACE = ("file", "line", "end_line", "block")
#: Layers whose causes stand in nginx's configuration.
OF_FILE = (Layer.NGINX.value, Layer.TLS.value)
#: Words of a directive whose second word tells which line it is.
_HEADERS = ("proxy_set_header", "add_header", "proxy_hide_header")


def lines_of(node):
    """Return ``{"file", "line", "end_line", "block"}`` of a node."""
    inside = node if node.statement.is_block else node.parent
    return {
        "file": node.file,
        "line": node.line,
        "end_line": node.statement.end_line,
        "block": inside.block(),
    }


def compared(report, judged, rows, translate):
    """Return the rows of a report with their lines, then those of the file that it bears."""
    by_code = {row["code"]: row for row in rows}
    live = [_with_line(row, by_code, judged) for row in report["findings"]]
    known = {row["code"] for row in live}
    differ = [
        _worse(row, translate) for row in live if _unexplained(row, judged, by_code)
    ]
    passed = set(report.get("passed") or ())
    for row in rows:
        if row["code"] in known:
            continue
        if row["code"] in passed:
            # Advice is seen from several sides: one in order contradicts no other.
            differ += [] if _is_advice(row) else [_better(row, translate)]
        elif not _covered(row, live):
            live.append(row)
    numbers = {row["about"]: row for row in _numbers(report, judged, translate)}
    differ = [row for row in differ if row["about"] not in numbers]
    return [*live, *differ, *numbers.values()]


def _numbers(report, judged, translate):
    """A row for each number of the file that is another one on the wire."""
    for one in differing(report, judged.sites[0]) if judged.sites else ():
        values = {"file": one.file, "wire": one.wire}
        about = {"code": one.code, "directive": one.directive}
        about |= {"location": one.location, **lines_of(one.at)}
        yield _difference(about, fill(translate(NUMBERS), values, translate), translate)


def _is_advice(row):
    return row["severity"] == Severity.INFO.value


def _with_line(row, by_code, judged):
    own = by_code.get(row["code"])
    if own:
        place = {name: own[name] for name in PLACE}
        return {**row, **place, "told_by": "both"}
    node = _node_of(row, judged.sites) if row["layer"] in OF_FILE else None
    if node is None:
        return {**row, **dict.fromkeys(PLACE), "told_by": "check"}
    return {**row, **lines_of(node), "told_by": "check"}


def _node_of(row, sites):
    """The line of a finding's directive where its location is served, else the block."""
    if not sites:
        return None
    site = sites[0]
    route = _route_of(site, row["location"])
    name, _space, rest = row["directive"].partition(" ")
    if name in ("location", "server_name", "listen") or name.startswith("ssl_"):
        return (
            site.server.first(name) or site.server
            if name != "location"
            else site.server
        )
    if name == "map":
        return next(iter(site.serving.maps.values()), site.server)
    if route.kind != PROXY:
        return route.node or route.location or site.server
    if name == "upstream":
        return route.last.target.upstream or route.last.target.node
    if name == "proxy_pass":
        return route.last.rewritten or route.last.target.node
    if name == "proxy_set_header":
        return line_of(site, route, rest)
    return directive_of(site, route, name)


def _route_of(site, location):
    if location.startswith("/websocket"):
        return site.websocket
    if location.startswith("/longpolling"):
        return site.poll
    return site.route(location) if location.startswith("/web/") else site.pages


def _unexplained(row, judged, by_code):
    """Whether the file shows the very thing in order that the check found wrong."""
    code = row["code"]
    if code not in SHOWS or code not in judged.passed or not judged.clear:
        return False
    if _is_advice(row) or any(_is_same(row, one) for one in by_code.values()):
        return False
    return row["layer"] in OF_FILE and _is_provable(code)


def _is_same(row, one):
    """Whether both are the same trouble under two names: of one place, or of one ladder."""
    mine, other = (
        {type(step) for step in rules()[each["code"]].concerns} for each in (row, one)
    )
    return row["location"] == one["location"] or bool(mine & other)


#: What a file in order does not rule out: the cause may lie behind what it names.
_BEHIND = ("_dead", "_mixed", "access_denied", "server_answers", "redirect")


def _is_provable(code):
    return not any(word in code for word in _BEHIND)


def _covered(row, live):
    """Whether a finding of the check stands higher on a ladder, or names the same line."""
    steps = rules()[row["code"]].concerns
    for one in live:
        above = rules()[one["code"]].concerns if one["code"] in rules() else ()
        if any(type(a) is type(b) and a <= b for a in above for b in steps):
            return True
    return False


def _worse(row, translate):
    return _difference(
        row, fill(translate(WIRE_WORSE), {"found": row["title"]}), translate
    )


def _better(row, translate):
    said = row["explanation"]
    return _difference(row, fill(translate(WIRE_BETTER), {"said": said}), translate)


def _difference(row, explanation, translate):
    place = {name: row[name] for name in PLACE}
    return {
        "code": CODE,
        "severity": Severity.WARNING.value,
        "layer": Layer.NGINX.value,
        "directive": row["directive"],
        "location": row["location"],
        "title": translate(TITLE),
        "explanation": explanation,
        "symptom": translate(SYMPTOM),
        "evidence": [{"probe": "lint", "vantage": "file", "fact": explanation}],
        "actions": [],
        "fix": "",
        "doc": page_of(row["directive"]),
        "muted": False,
        **place,
        "told_by": "both",
        "about": row["code"],
    }
