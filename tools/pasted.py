"""A configuration that somebody pasted: read, judged, and forgotten."""

from odoo.exceptions import ValidationError

from ..proxycheck.conf import Malformed, Unreadable, read_given
from ..proxycheck.conf.errors import ParserMissing
from ..proxycheck.conf.lint import as_report, lint
from ..proxycheck.patch import patched
from ..proxycheck.report.redact_patterns import search

#: Characters of a configuration. The parser reads about 1 MB a second.
MAX_CHARACTERS = 2**20
#: A diff reads the text again for each line that it changes: 30 times 256 kB are 8 MB.
MAX_PATCHED = 2**18


def read(env, text, report, name):
    """Return the reading of a text as `proxy.health.check.lint` describes it."""
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        raise ValidationError(
            env._(
                "Please paste at most %(size)s MB of text. The command line reads"
                " larger configurations.",
                size=MAX_CHARACTERS // 2**20,
            )
        )
    return _judged(env, text, report, name)


def _judged(env, text, report, name):
    translate = env["proxy.health.finding"]._translate
    try:
        configuration = read_given(text, name)
        result = lint(configuration, report, translate=translate)
    except ParserMissing:
        return {
            "refused": env._(
                "Odoo's server lacks the Python package nginx-crossplane, which reads nginx"
                " configurations. Please run on the server: pip install nginx-crossplane."
                " Then restart Odoo."
            )
        }
    except (Malformed, Unreadable) as refusal:
        sentence = search(str(refusal), addresses=False, users=False)
        return {"refused": sentence}
    if len(text) > MAX_PATCHED:
        return {**result, "diff": "", "left": []}
    return {**result, **_mended(configuration, result, report, translate)}


def _mended(configuration, result, report, translate):
    """The ``diff`` that mends it, and what is ``left`` with its reason."""
    patch = patched(configuration, as_report(result, report), translate=translate)
    titles = {row["code"]: row["title"] for row in result["findings"]}
    left = [
        {"code": code, "title": titles[code], "because": because}
        for code, because in patch.left.items()
    ]
    return {"diff": patch.diff(), "left": left}
