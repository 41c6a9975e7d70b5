"""How a static file of Odoo's arrives: compressed, and with leave to be cached."""

from ..echo import answer_facts
from ..probe import probe
from ..words import Vantage

#: A small script that every Odoo 16 to 19 ships.
PATH = "/web/static/src/core/utils/arrays.js"


@probe(Vantage.SERVER, ticket=False)
def look(line):
    """Return the answer's facts for a request that accepts gzip."""
    answer = line.ask(PATH, headers=[("Accept-Encoding", "gzip")])
    facts = answer_facts(answer)
    facts.update(path=PATH, body_bytes=answer.get("body_bytes"), snippet="")
    return facts
