"""Whether the PROXY protocol is expected and not sent, or sent and not expected.

A balancer that uses it sends one line before each connection, which names the visitor.
Who expects that line closes a connection without it. Who does not takes it for the
request, which then makes no sense whatever is asked.
"""

import re
import time

from ..fact import flag, number, word
from ..fresh import fresh
from ..look.line import PATIENCE
from ..look.row import CLIENT_HEADERS
from ..probe import probe
from ..vocabulary import OUTCOME, STATUS
from ..wire import dial, http
from ..words import Vantage

#: haproxy.org/download/2.6/doc/proxy-protocol.txt, 2.1: “UNKNOWN” names nobody, so the
#: real address of the connection counts.
LINE = b"PROXY UNKNOWN\r\n"
#: nginx's page of a request that it could not read. With a reason (plain HTTP at a TLS
#: port, a missing certificate) there is another line before the rule.
UNREAD = re.compile(r"<h1>400 Bad Request</h1></center>\s*<hr><center>nginx")
#: nginx refuses the method while it reads a request, before any of its blocks counts
#: (ngx_http_process_request_header): with 405, if it could read that far.
METHOD = "TRACE"
PATH = "/web/health"


def nothing_else_came(observation):
    """Whether the first look met nothing but closed connections, or 400."""
    facts = observation.facts
    ended = facts.get("outcome") in (dial.Outcome.CLOSED, dial.Outcome.TLS)
    return observation.probe == "echo" and (ended or facts.get("status") == 400)


@probe(
    Vantage.SERVER,
    last=True,
    explains=nothing_else_came,
    otherwise={"outcome": "answered", "unread": False},
    ticket=False,
    repeat=False,
    facts=(
        OUTCOME,
        STATUS,
        word("line_outcome", "how it ended with the line of the protocol before it"),
        number("line_status", "the status with that line", "HTTP status"),
        flag("unread", "whether nginx could not read the request at all"),
    ),
)
def look(line):
    """Return how a request ended, without the line (``status``) and with it (``line_status``).

    ``unread`` says that nginx read neither a GET nor the method that it never allows.
    """
    plain = line.ask(PATH)
    if plain["outcome"] == dial.Outcome.ANSWERED:
        answers = [plain, line.ask(PATH, method=METHOD)]
        unread = all(UNREAD.search(one.get("body", "")) for one in answers)
        return {**_ended(plain), "unread": unread}
    with_line = _ask_with_the_line(line)
    return {
        **_ended(plain),
        "line_outcome": with_line["outcome"],
        "line_status": with_line.get("status"),
        "unread": False,
    }


def _ask_with_the_line(line):
    """Ask as `Line.ask` does, with the line before it and nothing that lends."""
    start = time.monotonic()
    try:
        conversation = line.open(PATH, PATIENCE, preface=LINE)
    except dial.Unanswered as failure:
        return http.unanswered(failure, start)
    try:
        path, headers = fresh(PATH), list(CLIENT_HEADERS)
        request = http.request_bytes("GET", path, line.netloc, headers)
        answer = http.exchange(conversation, request)
    finally:
        conversation.close()
    line.fair(answer["outcome"])
    return answer


def _ended(answer):
    return {"outcome": answer["outcome"], "status": answer.get("status")}
