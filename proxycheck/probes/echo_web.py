"""What reaches Odoo under ``/web/``, where a regex ``location`` may rule, asked twice alike.

Both requests are to one fresh address that forbids no caching. Odoo marks each of its
answers, so two with one mark are one answer that somebody kept.
"""

from ..echo import ECHO, TRY, after_the_challenge, echo_facts, echo_path, try_facts
from ..fresh import fresh
from ..probe import probe
from ..vocabulary import SERVED, tries
from ..words import Vantage


@probe(
    Vantage.SERVER,
    facts=(*ECHO, tries(*TRY, *SERVED)),
    proves=True,
    clears_if_proven=True,
)
def look(line):
    """Return echo facts of the first answer, and both ``tries`` with what marks each."""
    path = fresh(echo_path("/web", cache="none"))
    answers = line.ask_in_a_row([path] * 2)
    if len(answers) < 2:
        answers.append(line.ask(path))
    return {
        **echo_facts(after_the_challenge(answers, line.ticket), line.ticket),
        "tries": [_marked(answer, line.ticket) for answer in answers],
    }


def _marked(answer, ticket):
    served = echo_facts(answer, ticket).get("served")
    return {**try_facts(answer, ticket), "served": served}
