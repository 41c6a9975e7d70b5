"""Who answers ``/websocket`` itself, asked often enough to show an ``upstream`` of two."""

from ..echo import ECHO, TRY, after_the_challenge, echo_facts, try_facts
from ..probe import probe
from ..vocabulary import tries
from ..words import Era, Vantage

#: On one connection nginx's round robin alternates, so six show two servers thrice.
TIMES = 6
#: Once they differ, as many as make "k of n" worth saying.
TIMES_WHEN_MIXED = 8


@probe(
    Vantage.DIRECT,
    Vantage.SERVER,
    era=Era.WEBSOCKET,
    facts=(*ECHO, tries(*TRY)),
    proves=True,
)
def look(line):
    """Return echo facts of the first proven answer, and all ``tries``."""
    # The addon answers a plain request to the very path of the handshake, so
    # that exact and regex locations are judged by their own block.
    path = "/websocket"
    times = 1 if line.vantage is Vantage.DIRECT else TIMES
    line.introduce(path)
    answers = line.ask_in_a_row([path] * times)
    while len(answers) < times and answers[-1]["outcome"] == "answered":
        answers += line.ask_in_a_row([path] * (times - len(answers)))
    if mixed([try_facts(answer, line.ticket) for answer in answers]):
        answers += line.ask_in_a_row([path] * TIMES_WHEN_MIXED)
    return {
        **echo_facts(_first_proven(answers, line.ticket), line.ticket),
        "tries": [try_facts(answer, line.ticket) for answer in answers],
    }


def _first_proven(answers, ticket):
    proven = (a for a in answers if echo_facts(a, ticket)["proven"])
    return next(proven, after_the_challenge(answers, ticket))


def mixed(tries):
    """Whether the tries were not all answered alike."""
    return len({(t["outcome"], t["status"], t["evented"]) for t in tries}) > 1
