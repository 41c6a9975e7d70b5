"""How a secret, an address or an e-mail address looks in a text: the second line.

Texts may come from a hostile peer. Each pattern therefore starts only where a run of
its characters starts, and takes the run whole: the time is linear in the text.
"""

import re

SECRET, ADDRESS, USER, DATABASE = "[secret]", "[address]", "[user]", "[database]"
#: Stands for a text that nobody searched.
OMITTED = "[omitted]"

#: `Cookie: …`, `pwd=…`, `"csrf_token": "…"`: a name up to what begins its value. The
#: lookahead takes the whole name at once, so that nothing is tried twice.
_NAME = re.compile(
    r"(?<![\w-])(?=([\w-]+))\1[\"']?[ \t]{0,3}[:=][ \t]{0,3}(?P<quote>[\"']?)"
)
#: Names of what must not leave: words in any place, and parts between dashes.
_TELLING = re.compile(
    r"""(?ix) token | secret | passw | passphrase | pwd | api_?key | csrf | sess
        | authorization | x-odoo-
        | (?<![^_-]) (?: key | pass | pw | pin | otp | sid | auth | sig | signature
        | jwt | cookies? | credentials? ) (?![^_-]) """
)
#: Where a value ends, by how it begins. A Cookie header is one value; of a
#: Set-Cookie header the attributes are worth reading.
_QUOTED = {'"': re.compile(r'[^"\n]*'), "'": re.compile(r"[^'\n]*")}
_LINE = re.compile(r"[^\n\"”]*")
_FIELD = re.compile(r"[^\n;,}\"”]*")
_WORD = re.compile(r"[^\s;,}&\"'”]*")
#: What is said where no value is.
_NO_VALUE = ("[", "(absent)", "(nothing)")
#: Nothing above or below is in a text without one of these.
_HINT = re.compile(
    r"(?i)token|secret|pass|pw|key|csrf|sess|auth|x-odoo|pin|otp|sid|sig|jwt|cookie"
    r"|cred|bearer|basic|digest|negotiate|ntlm"
)
_SCHEME = re.compile(
    r"(?i)\b(bearer|basic|digest|negotiate|ntlm)[ \t]{1,3}"
    r"(?!(?:auth|realm|access|login|token|credential)\w*\b)[\w+/=.~-]{6,}"
)
#: What makers of keys put in front of them.
_MARKED = re.compile(
    r"(?<![A-Za-z0-9])(?:gh[opsur]_|github_pat_|glpat-|xox[a-z]-|[prs]k_(?:live|test)_"
    r"|sk-|whsec_|AKIA|ASIA|AIza|eyJ|npm_|hf_|SG\.)[\w.+/=~-]{8,}"
)
#: Odoo's keys (40 hex digits), session ids (84), CSRF tokens (40 and a time), and what
#: others make: no word of people's is that long and holds digits and letters.
_RUN = re.compile(r"(?<![\w+=~-])[\w+=~-]{20,}")
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[A-Za-z]")
#: Everything between `://` and the last `@` of a host; a password may hold a slash.
_USERINFO = re.compile(
    r"(?<=://)(?:[^\s/:@\"'<>]{0,128}:(?!\d{1,5}[/?#\s])[^\s\"'<>]{0,128}"
    r"|[^\s/\"'<>]{0,128})@"
)
_EMAIL = re.compile(r"(?<![\w.+-])(?=([\w.+-]+))\1@[\w-]+(?:\.[\w-]+)*")

_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]{0,15}(?![\w:])")
_HOST = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)+")
_SHORT_NAME = re.compile(r"(?i)(?<=://)(?!localhost\b)[a-z][\w-]*(?=[:/]|$|\s)")
#: Labels of names that only exist inside.
_INSIDE = frozenset(
    "internal local localdomain lan intranet corp home private priv svc cluster"
    " docker".split()
)
#: Ours to forge with (RFC 5737), the same on every machine, or nobody's.
_SAID_ANYWAY = ("127.", "203.0.113.")


def search(text, *, addresses, users):
    """Return the text without secrets; without addresses and e-mail addresses if told."""
    if "@" in text:
        text = _USERINFO.sub(f"{SECRET}@", text)
    if _HINT.search(text):
        text = _SCHEME.sub(rf"\1 {SECRET}", text)
        text = _without_named(text)
    text = _MARKED.sub(SECRET, text)
    text = _RUN.sub(_opaque, text)
    if users and "@" in text:
        text = _EMAIL.sub(USER, text)
    return _without_addresses(text) if addresses else text


def _without_named(text):
    """The text without the values of names that tell of a secret."""
    pieces, done = [], 0
    for match in _NAME.finditer(text):
        if match.start() < done or not _TELLING.search(match[1]):
            continue
        if text.startswith(_NO_VALUE, match.end()):
            continue
        value = _value_of(match).match(text, match.end())
        if value and value[0]:
            pieces += [text[done : match.end()], SECRET]
            done = value.end()
    return "".join([*pieces, text[done:]])


def _value_of(match):
    """What matches the value that begins where this name ends."""
    if match["quote"]:
        return _QUOTED[match["quote"]]
    if "=" in match[0]:
        return _WORD
    return _LINE if match[1].lower() == "cookie" else _FIELD


def _opaque(match):
    run = match[0]
    return SECRET if _DIGIT.search(run) and _LETTER.search(run) else run


def _without_addresses(text):
    if "." in text:
        text = _IPV4.sub(_ipv4, text)
        text = _HOST.sub(_host, text)
    if text.count(":") > 1:
        text = _IPV6.sub(_ipv6, text)
    return _SHORT_NAME.sub(ADDRESS, text) if "://" in text else text


def _ipv4(match):
    address = match[0]
    if address == "0.0.0.0" or address.startswith(_SAID_ANYWAY):
        return address
    return ADDRESS


def _ipv6(match):
    address = match[0]
    # Two colons of three groups are a time of day; six groups may be a hardware's.
    shaped = "::" in address or address.count(":") > 4
    return ADDRESS if shaped and address not in ("::", "::1") else address


def _host(match):
    labels = match[0].lower().split(".")
    return match[0] if _INSIDE.isdisjoint(labels[1:]) else ADDRESS
