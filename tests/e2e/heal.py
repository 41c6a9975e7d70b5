"""Follow the advice of a finding in a proxy's file, line by line, as a person would."""

import re

#: How the file of each product opens the blocks that actions name.
OPENS = {
    "<VirtualHost>": r"<VirtualHost .*>",
    "frontend": r"frontend .*",
    "defaults": r"defaults",
    "the site's block": r"\S+ \{",
    "sub vcl_pipe": r"sub vcl_pipe \{",
    "http_connection_manager": r"stat_prefix: .*",
    "virtual host": r"domains: .*",
}
COMMENT = "#"


def healed(text, actions):
    """Return the file with all actions done; raise `LookupError` where one cannot be."""
    for action in actions:
        text = _done(text, action)
    return text


def _done(text, action):
    lines = text.splitlines()
    inside = _backend(lines, action["where"])
    found = [(n, kept) for n in inside if (kept := _kept(lines[n], action["old"]))]
    if action["old"] and found:
        for number, (_whole, *kept) in reversed(found):
            indent = re.match(r"\s*", lines[number])[0]
            new = action["new"].replace("…", kept[0] if kept else "…")
            lines[number : number + 1] = [indent + new] if new else []
        return "\n".join([*lines, ""])
    if action["do"] == "remove":
        raise LookupError(f"nothing to remove: {action['old']}")
    return "\n".join([*_added(lines, action), ""])


def _backend(lines, where):
    """The numbers of the lines of HAProxy's backend for that path; else of all lines."""
    chooses = {
        "backend of /websocket": r"use_backend (\S+) if .*/websocket.*",
        "backend of /": r"default_backend (\S+)",
    }
    if where not in chooses:
        return range(len(lines))
    named = [re.fullmatch(chooses[where], line.strip()) for line in lines]
    name = next(match[1] for match in named if match)
    begin = lines.index(f"backend {name}")
    end = next(
        (n for n in range(begin + 1, len(lines)) if not lines[n].startswith(" ")),
        len(lines),
    )
    return range(begin, end)


def _added(lines, action):
    if action["where"] not in OPENS:
        # A block that is not there yet: it is opened at the end.
        return [*lines, action["where"], f"    {action['new']}"]
    opens = OPENS[action["where"]]
    at = next(n for n, line in enumerate(lines) if _opens(line, opens))
    inner = lines[at + 1] if at + 1 < len(lines) else lines[at]
    indent = re.match(r"\s*", inner)[0]
    return [*lines[: at + 1], indent + action["new"], *lines[at + 1 :]]


def _opens(line, pattern):
    return not line.startswith(COMMENT) and re.fullmatch(pattern, line.strip())


def _kept(line, old):
    """Return the line and what stands there for each “…” of an old one; () for another line."""
    pattern = "(.*)".join(map(re.escape, old.split("…")))
    match = re.fullmatch(pattern, line.strip()) if old else None
    return (match[0], *match.groups()) if match else ()
