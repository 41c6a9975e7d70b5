"""Regular expressions of a configuration, matched in bounded time or not at all."""

import re
from functools import lru_cache

#: A repetition of what itself repeats may take time without bound on some text.
_NESTED = re.compile(r"[*+}]\??\)[*+{]")
#: Repetitions without an upper bound. The texts that are matched have about 60 characters,
#: so that six of them cost 60^6 / 6! steps at worst; real expressions have two or three.
MOST_REPEATS = 6
#: Characters of an expression; longer ones are lists of robots, which no request here is.
LONGEST = 2000


class Unclear(Exception):
    """What this comes to cannot be told from the file."""


@lru_cache(maxsize=500)
def compiled(pattern, ignore_case):
    """Return the compiled expression; raise `Unclear` where Python cannot be trusted with it."""
    repeats = sum(pattern.count(sign) for sign in ("*", "+", ",}"))
    if len(pattern) > LONGEST or _NESTED.search(pattern) or repeats > MOST_REPEATS:
        raise Unclear
    try:
        return re.compile(
            pattern.replace("(?<", "(?P<")
            .replace("(?P<=", "(?<=")
            .replace("(?P<!", "(?<!"),
            re.ASCII | (re.IGNORECASE if ignore_case else 0),
        )
    except (re.error, OverflowError, RecursionError) as error:
        raise Unclear from error


def search(pattern, text, ignore_case=False):
    """Return the match of an nginx expression in a text, or None; raise `Unclear`."""
    return compiled(pattern, ignore_case).search(text)
