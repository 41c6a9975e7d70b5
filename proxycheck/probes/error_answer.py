"""Whether an error that Odoo answers arrives as Odoo wrote it."""

from ..answer import ANSWER, answer_facts
from ..echo import echo_path
from ..fact import flag, part
from ..probe import probe
from ..words import Vantage

#: Odoo's 404 is the answer that error_page is most often written for.
STATUS = 404

ERROR = (*ANSWER, flag("odoo_error", "whether it is the echo's own"))


@probe(
    Vantage.SERVER,
    facts=(*ERROR, part("direct", "the same as Odoo itself answers it", *ERROR)),
)
def look(line):
    """Return the answer's facts; ``odoo_error`` says that it is the echo's own.

    Where it is not, and Odoo can be asked without the proxy, ``direct`` is its answer.
    """
    facts = _error(line)
    if not facts["odoo_error"] and line.surest is not line:
        facts["direct"] = _error(line.surest)
    return facts


def _error(line):
    answer = line.ask(echo_path(status=STATUS))
    facts = answer_facts(answer)
    facts["odoo_error"] = (
        facts.get("status") == STATUS and facts["spoken_by"] == "odoo_echo"
    )
    return facts
