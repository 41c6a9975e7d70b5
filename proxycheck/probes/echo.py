"""What reaches Odoo under ``/``, after the redirects that a browser would follow."""

from urllib.parse import urljoin, urlsplit

from ..address import DEFAULT_PORTS
from ..answer import without_query
from ..echo import ECHO, TRY, after_the_challenge, echo_facts, echo_path, try_facts
from ..fact import flag, part, text, word
from ..fresh import bare
from ..probe import probe
from ..vocabulary import HEADERS, LOCATION, OUTCOME, SPOKEN_BY, STATUS, tries
from ..words import REDIRECTING, Vantage

#: Browsers give up after 20; a sound site needs one (http to https) or two.
MAX_HOPS = 5
REFUSALS = (400, 401, 403, 404, 410, 418, 444)
#: Asked three times on one connection, so that an ``upstream`` of several shows.
TIMES = 3
#: From outside `version` asks at the same time, five requests at most. Were one of them
#: between each two of ours, a round robin of two servers would give us one of them only:
#: six of ours have five gaps, and two of those five requests leave together.
TIMES_BESIDE_OTHERS = 6


#: What may leave of a refusal.
REFUSAL = (OUTCOME, SPOKEN_BY, STATUS, HEADERS)


@probe(
    Vantage.DIRECT,
    Vantage.SERVER,
    first=True,
    ticket=False,
    facts=(
        *ECHO,
        text("asked", "the address that was asked first"),
        text("asked_from", "our address, which an access rule has to let in"),
        text("base", "the address in the end, after redirects"),
        text("elsewhere", "where a redirect leads to another name"),
        flag("loop", "whether redirects form a loop"),
        flag("cookie_asked", "whether the echo was asked to set a cookie"),
        part("hops", "each redirect in between", STATUS, LOCATION),
        tries(*TRY),
        part("root", "what / said where only /web answers", *REFUSAL),
        word("told_proxy", "what the administrator says stands there"),
    ),
    proves=True,
    clears_if_proven=True,
)
def look(line):
    """Return echo facts with ``asked``, ``hops``, ``loop``, ``elsewhere``, ``base``, ``tries``."""
    asked = [line.scheme, line.host, line.port]
    hops, seen, path = [], set(), echo_path(cookie=1)
    while True:
        answers = line.ask_in_a_row([path] * _times(line))
        facts = {**_facts(line, answers), "asked": asked, "hops": hops}
        location = bare(redirect_location(line, answers[0]))
        if not location:
            return _or_below_web(line, facts)
        shown = without_query(location)[:200]
        hops.append({"status": facts["status"], "location": shown})
        url = urlsplit(location)
        address = (url.scheme, url.hostname, url.port or DEFAULT_PORTS[url.scheme])
        if url.hostname != line.host:
            return {**facts, "elsewhere": shown}
        if location in seen or location == line.origin + path or len(hops) > MAX_HOPS:
            return {**facts, "loop": True}
        if address == (line.scheme, line.host, line.port):
            return facts
        seen.add(location)
        line = line.moved(address)


def _times(line):
    if line.vantage is Vantage.DIRECT:
        return 1
    return TIMES if line.ticket else TIMES_BESIDE_OTHERS


def _or_below_web(line, facts):
    """Where ``/`` is refused, the same from ``/web``: some proxies pass known paths only."""
    if (
        facts["proven"]
        or facts.get("status") not in REFUSALS
        or line.vantage is Vantage.DIRECT
    ):
        return facts
    again = _facts(line, [line.ask(echo_path("/web", cookie=1))])
    return {**facts, **again, "root": answer_of(facts)} if again["proven"] else facts


def answer_of(facts):
    """What a refusal says of itself."""
    return {
        name: facts.get(name) for name in ("outcome", "status", "spoken_by", "headers")
    }


def _facts(line, answers):
    facts = echo_facts(after_the_challenge(answers, line.ticket), line.ticket)
    facts["tries"] = [try_facts(answer, line.ticket) for answer in answers]
    facts["cookie_asked"] = True
    facts["asked_from"] = line.own_address  # what an access rule has to let in
    facts["told_proxy"] = line.proxy
    facts["base"] = [line.scheme, line.host, line.port]
    return facts


def redirect_location(line, answer):
    """Where `answer` sends the client, as a whole address; empty when nowhere that exists."""
    location = answer.get("headers", {}).get("location", "")
    if answer.get("status") not in REDIRECTING or not location:
        return ""
    try:
        url = urlsplit(urljoin(line.origin + answer["asked"], location))
        known = url.scheme in DEFAULT_PORTS and url.hostname and (url.port or True)
    except ValueError:
        return ""
    return url.geturl() if known else ""
