"""Whether an error that Odoo answers arrives as Odoo wrote it."""

from ..answer import ANSWER, answer_facts
from ..echo import echo_path
from ..fact import flag
from ..probe import probe
from ..words import Vantage

#: Odoo's 404 is the answer that error_page is most often written for.
STATUS = 404


@probe(
    Vantage.DIRECT,
    Vantage.SERVER,
    facts=(*ANSWER, flag("odoo_error", "whether it is the echo's own")),
)
def look(line):
    """Return the answer's facts; ``odoo_error`` says that it is the echo's own."""
    answer = line.ask(echo_path(status=STATUS))
    facts = answer_facts(answer)
    facts["odoo_error"] = (
        facts.get("status") == STATUS and facts["spoken_by"] == "odoo_echo"
    )
    return facts
