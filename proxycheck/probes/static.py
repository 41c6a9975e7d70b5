"""How static files of Odoo's arrive: compressed, and with leave to be cached."""

from functools import partial

from ..answer import ANSWER, answer_facts
from ..fact import part, text
from ..look.together import together
from ..probe import probe
from ..vocabulary import BODY_BYTES, STATUS
from ..vocabulary import PATH as PATH_ASKED
from ..words import Vantage

#: A small script and a small style sheet that every Odoo 16 to 19 ships, and what older
#: ones have: the script is that of 15 as well, and the other one that of 14 and before.
PATH, BEFORE_15 = "/web/static/src/core/utils/arrays.js", "/web/static/src/js/boot.js"
STYLE = "/web/static/lib/odoo_ui_icons/style.css"
BEFORE_16 = "/web/static/lib/fontawesome/css/font-awesome.css"
GZIP = [("Accept-Encoding", "gzip")]


@probe(
    Vantage.SERVER,
    ticket=False,
    facts=(
        *ANSWER,
        PATH_ASKED,
        BODY_BYTES,
        part(
            "style",
            "the same of a style sheet",
            PATH_ASKED,
            text("encoding", "its Content-Encoding"),
            STATUS,
            BODY_BYTES,
        ),
    ),
)
def look(line):
    """Return the script's facts for a request that accepts gzip; ``style`` is the sheet's.

    Odoo calls this script text/javascript and the bundles of its pages
    application/javascript, so only the sheet, text/css to all, shows what they get.
    """
    (path, script), (style_path, style) = _found(line)
    facts = answer_facts(script)
    facts.update(path=path, body_bytes=script.get("body_bytes"), snippet="")
    facts["style"] = {
        "path": style_path,
        "status": style.get("status"),
        "encoding": style.get("headers", {}).get("content-encoding", ""),
        "body_bytes": style.get("body_bytes"),
    }
    return facts


def _found(line):
    """``(path, answer)`` of a script and of a style sheet, as this series names them."""
    paths = [PATH, STYLE]
    answers = together([partial(line.ask, path, headers=GZIP) for path in paths])
    found = list(zip(paths, answers, strict=True))
    for place, older in enumerate((BEFORE_15, BEFORE_16)):
        # With a ticket it is an Odoo of today, whose file is missing.
        if found[place][1].get("status") == 404 and not line.ticket:
            found[place] = older, line.ask(older, headers=GZIP)
    return found
