"""Odoo's login page as two visitors get it who were never there before.

It needs neither the addon nor a key. Odoo makes a session and a form's token for each of
them, so two pages with one token are one page (csrf_token in odoo/http.py).
"""

from ..answer import ANSWER, answer_facts
from ..fact import flag, text
from ..fresh import fresh
from ..login_page import PATH, token_of
from ..look.line import NotMeasured
from ..probe import probe
from ..translatable import _lt
from ..words import Vantage

SESSION = "session_id"
NO_FORM = _lt("Odoo's login form was not shown to a visitor.")


@probe(
    Vantage.SERVER,
    ticket=False,
    stranger=True,
    facts=(
        *ANSWER,
        text("asked", "the address that was asked first"),
        text("cookie", "the session's cookie, with its length for its value"),
        flag("same_form", "whether the second visitor got the form of the first"),
        flag("same_session", "whether the second visitor got the session of the first"),
        flag(
            "cookie_again", "whether the cookie is set anew, so that no cache keeps it"
        ),
    ),
)
def look(line):
    """Return the facts of the first page; raise `NotMeasured` unless it holds Odoo's form.

    ``cookie`` is the session's, with its length for its value. ``same_form`` and
    ``same_session``: the second visitor got the form, or the session, of the first.
    ``cookie_again``: Odoo sets its cookie anew, so that no cache keeps the page.
    """
    answers = _twice(line, [[], []])
    if answers[0].get("status") != 200 or not _token(answers[0]):
        raise NotMeasured(NO_FORM)
    cookies = [_session(answer) for answer in answers]
    # What a cache may keep sets no cookie, so they come back with theirs.
    again = _twice(line, [[("Cookie", cookie.partition(";")[0])] for cookie in cookies])
    facts = answer_facts(answers[0])
    facts.update(
        snippet="",
        asked=line.origin,
        cookie=_without_value(cookies[0]),
        same_form=_same(map(_token, answers)) or _same(map(_token, again)),
        same_session=_same(cookies),
        cookie_again=any(map(_session, again)),
    )
    return facts


def _twice(line, headers):
    """Ask for one fresh page as two visitors, each with headers of their own."""
    path = fresh(PATH)
    return [line.ask(path, headers=own) for own in headers]


def _token(answer):
    return token_of(answer.get("body", ""))


def _same(values):
    first, second = values
    return bool(first) and first == second


def _session(answer):
    """The Set-Cookie of Odoo's session, or nothing."""
    cookies = answer.get("headers", {}).get("set-cookie", [])
    return next((one for one in cookies if one.startswith(f"{SESSION}=")), "")


def _without_value(cookie):
    value, semicolon, attributes = cookie.partition(";")
    length = len(value) - len(f"{SESSION}=")
    # Not even its name: what looks like a session's cookie in a report alarms people.
    return f"(session, {length} characters){semicolon}{attributes}" if cookie else ""
