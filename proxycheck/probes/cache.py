"""Whether the proxy answers a dynamic page from a cache: two requests, one serving."""

from ..echo import echo_facts, echo_path
from ..fresh import fresh
from ..probe import probe
from ..vocabulary import HEADERS, PROVEN, SERVED, STATUS
from ..words import Vantage


@probe(
    Vantage.SERVER,
    facts=(
        PROVEN,
        HEADERS,
        STATUS,
        *SERVED,
    ),
)
def look(line):
    """Return ``served`` of two requests to one fresh address that forbids no caching."""
    path = fresh(echo_path("/web", cache="none"))
    answers = line.ask_in_a_row([path] * 2)
    if len(answers) < 2:
        answers.append(line.ask(path))
    first, second = (echo_facts(answer, line.ticket) for answer in answers)
    return {
        "proven": first["proven"] and second["proven"],
        "served": [first.get("served"), second.get("served")],
        "headers": second["headers"],
        "status": second.get("status"),
    }
