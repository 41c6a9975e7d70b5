"""What plain http answers beside an https address on the usual ports."""

from ..address import DEFAULT_PORTS
from ..echo import ECHO, echo_facts, echo_path
from ..fact import flag, word
from ..login_page import PATH, token_of
from ..probe import probe
from ..words import Vantage

PATIENCE = 2.5


@probe(
    Vantage.SERVER,
    ticket=False,
    facts=(
        *ECHO,
        flag("tried", "whether there is a plain neighbour to ask"),
        flag("form", "whether it is Odoo's login form"),
        word("nobody", "how the conversation ended where nobody answered"),
    ),
)
def look(line):
    """Return ``tried`` False where there is no such neighbour, else its answer.

    ``form`` says that this was Odoo's login form, which a visitor without a ticket gets.
    """
    if (line.scheme, line.port) != ("https", DEFAULT_PORTS["https"]):
        return {"tried": False}
    plain = line.moved(("http", line.host, DEFAULT_PORTS["http"]))
    path = echo_path() if line.ticket else PATH
    answer = plain.ask(path, seconds=PATIENCE)
    if answer["outcome"] != "answered":
        return {"tried": True, "nobody": answer["outcome"]}  # which is as it should be
    form = answer.get("status") == 200 and bool(token_of(answer.get("body", "")))
    return {"tried": True, "form": form, **echo_facts(answer, line.ticket)}
