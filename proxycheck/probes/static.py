"""How static files of Odoo's arrive: compressed, and with leave to be cached."""

from ..answer import ANSWER, answer_facts
from ..probe import probe
from ..sharing import numbers, part, texts
from ..words import Vantage

#: A small script and a small style sheet that every Odoo 16 to 19 ships.
PATH = "/web/static/src/core/utils/arrays.js"
STYLE = "/web/static/lib/odoo_ui_icons/style.css"


@probe(
    Vantage.SERVER,
    ticket=False,
    shares=(
        *ANSWER,
        *texts("path"),
        *numbers("body_bytes"),
        *part("style", *texts("path encoding"), *numbers("status body_bytes")),
    ),
)
def look(line):
    """Return the script's facts for a request that accepts gzip; ``style`` is the sheet's.

    Odoo calls this script text/javascript and the bundles of its pages
    application/javascript, so only the sheet, text/css to all, shows what they get.
    """
    answers = line.ask_in_a_row([PATH, STYLE], headers=[("Accept-Encoding", "gzip")])
    facts = answer_facts(answers[0])
    facts.update(path=PATH, body_bytes=answers[0].get("body_bytes"), snippet="")
    style = (
        answers[1]
        if len(answers) > 1
        else line.ask(STYLE, headers=[("Accept-Encoding", "gzip")])
    )
    facts["style"] = {
        "path": STYLE,
        "status": style.get("status"),
        "encoding": style.get("headers", {}).get("content-encoding", ""),
        "body_bytes": style.get("body_bytes"),
    }
    return facts
