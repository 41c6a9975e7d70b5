"""Follow the advice of a finding in a proxy's file, line by line, as a person would."""

import re

import heal_fields
import heal_labels

#: How the file of each product opens the blocks that actions name.
OPENS = {
    "<VirtualHost>": r"<VirtualHost .*>",
    "frontend": r"frontend .*",
    "defaults": r"defaults",
    "the site's block": r"\S+ \{",
    "sub vcl_pipe": r"sub vcl_pipe \{",
    "sub vcl_recv": r"sub vcl_recv \{",
    "http_connection_manager": r"stat_prefix: .*",
    "virtual host": r"domains: .*",
    "the server's block": r"server\.stream-response-body = .*",
}
#: By product: how it chooses the block that an action names by its path, and how the file
#: opens the chosen one.
CHOSEN = {
    "haproxy": {
        "backend of /websocket": (r"use_backend (\S+) if .*/websocket", "backend {}"),
        "backend of /": (r"default_backend (\S+)", "backend {}"),
    },
    "envoy": {
        "cluster of /websocket": (
            r"prefix: /websocket\}\s+route: \{cluster: (\w+)",
            "- name: {}",
        ),
        "cluster of /": (r"prefix: /\}\s+route: \{cluster: (\w+)", "- name: {}"),
    },
    "varnish": {
        "backend of /websocket": (
            r'"\^/websocket"\) \{\s+set req\.backend_hint = (\w+);',
            "backend {} {{",
        ),
        "backend of /": (r"backend (\w+) \{", "backend {} {{"),
    },
    "lighttpd": {
        '$HTTP["url"] =~ "^/websocket"': (
            r'(\$HTTP\["url"\] =~ "\^/websocket" \{)',
            "{}",
        ),
        "else": (r"(else \{)", "{}"),
    },
}
#: Products whose words are no lines of a file.
OTHERWISE = {
    "traefik": heal_labels.healed,
    "nginx-proxy-manager": heal_fields.typed,
    "ingress-nginx": heal_fields.annotated,
}
COMMENT = "#"


def healed(text, actions, kind):
    """Return the file of a product with all actions done.

    Raises `LookupError` where one cannot be.
    """
    if kind in OTHERWISE:
        return OTHERWISE[kind](text, actions)
    for action in actions:
        text = _done(text, action, CHOSEN.get(kind, {}))
    return text


def _done(text, action, chosen):
    lines = text.splitlines()
    inside = _block(text, chosen.get(action["where"]))
    found = [(n, kept) for n in inside if (kept := _kept(lines[n], action["old"]))]
    if action["old"] and found:
        for number, (_whole, *kept) in reversed(found):
            indent = re.match(r"\s*", lines[number])[0]
            new = action["new"].replace("…", kept[0] if kept else "…")
            lines[number : number + 1] = [indent + new] if new else []
        return "\n".join([*lines, ""])
    if action["do"] == "remove":
        raise LookupError(f"nothing to remove: {action['old']}")
    if changed := _within(lines, inside, action):
        return "\n".join([*changed, ""])
    return "\n".join([*_added(lines, action, inside), ""])


def _within(lines, inside, action):
    """The lines with a part of one of them replaced; None where none has such a part."""
    # It ends where the file's own signs say so.
    pattern = r"([^{},;]*)".join(map(re.escape, action["old"].split("…")))
    for number in inside if action["old"] else ():
        new, changes = re.subn(pattern, lambda _old: action["new"], lines[number])
        if changes:
            return [*lines[:number], new, *lines[number + 1 :]]
    return None


def _block(text, chosen):
    """The numbers of the lines of the block that is chosen for a path; else of all lines."""
    lines = text.splitlines()
    name = re.search(chosen[0], text) if chosen else None
    if not name:
        return range(len(lines))
    opens = chosen[1].format(name[1])
    # Envoy's clusters stand behind the routes, which may have the same names.
    begin = max(n for n, line in enumerate(lines) if line.strip().startswith(opens))
    depth = _depth(lines[begin])
    end = (n for n in range(begin + 1, len(lines)) if _depth(lines[n]) <= depth)
    return range(begin, next(end, len(lines)))


def _depth(line):
    return len(line) - len(line.lstrip())


def _added(lines, action, inside):
    where = action["where"]
    if where in OPENS:
        at = next(n for n, line in enumerate(lines) if _opens(line, OPENS[where]))
    elif len(inside) < len(lines):
        at = inside.start
    else:
        # A block that is not there yet: it is opened at the end.
        return [*lines, where, f"    {action['new']}"]
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
