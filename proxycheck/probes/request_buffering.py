"""Whether nginx takes a whole request before Odoo sees any of it: ``proxy_request_buffering``."""

from ..echo import echo_facts, echo_path
from ..fact import flag
from ..fresh import fresh
from ..probe import probe
from ..vocabulary import OUTCOME, PROVEN, STATUS
from ..wire.dial import Unanswered
from ..wire.http import exchange, request_bytes
from ..words import Vantage

#: One chunk of five bytes and the end (RFC 9112, section 7.1).
BODY = b"5\r\nproxy\r\n0\r\n\r\n"


@probe(
    Vantage.SERVER,
    facts=(
        OUTCOME,
        STATUS,
        PROVEN,
        flag("buffered", "whether the whole body was taken before Odoo saw any of it"),
    ),
)
def look(line):
    """Return ``buffered``: a chunked body reached Odoo with a length, so it was collected first."""
    headers = [*line.ticket_headers(), ("Transfer-Encoding", "chunked")]
    path = fresh(echo_path())
    request = request_bytes("POST", path, line.netloc, headers) + BODY
    try:
        conversation = line.open()
    except Unanswered as failure:
        return {"outcome": failure.outcome.value}
    with line.place(path, conversation):
        answer = line.heard(path, exchange(conversation, request))
    conversation.close()
    line.fair(answer["outcome"])
    facts = echo_facts(answer, line.ticket)
    received = facts.get("received", {})
    return {
        "outcome": facts["outcome"],
        "status": facts.get("status"),
        "proven": facts["proven"],
        "buffered": "content-length" in received if facts["proven"] else None,
    }
