"""Follow advice in what people type in Nginx Proxy Manager, or in an Ingress of Kubernetes."""

import re

TAB = "    "
#: What a field for a host says of the place of Odoo.
HERE = ("this Odoo's host", "127.0.0.1")


def typed(text, actions):
    """Return the fields of Nginx Proxy Manager with all actions done."""
    for action in actions:
        tab = re.match(r"Proxy Host, tab ([\w ]+)(?:, (.*))?", action["where"])
        new = action["new"].replace(*HERE)
        if tab[1] != "Custom locations":
            text = _field(text, tab[1], new)
        elif tab[2] and tab[2].endswith("the gear"):
            for path in re.findall(r"/\w*", tab[2]):
                text = _behind_the_gear(text, path, new)
        elif tab[2]:
            port = re.search(r"\d+", new)[0]
            path = tab[2].partition(" ")[0]
            text = re.sub(rf"(?m)^( +{path}: .* port ).*", rf"\g<1>{port}", text)
        else:
            text = _field(text, tab[1], new)
    return text


def _field(text, tab, new):
    """Replace the field, or nginx's directive, of that name in a tab; or add it there."""
    name = re.match(r"[^:\s]+(?: [\w ]+)?(?=:)|\S+", new)[0]
    lines = text.splitlines()
    if f"{tab}:" not in lines:
        lines.append(f"{tab}:")
    begin = lines.index(f"{tab}:") + 1
    ends = (n for n in range(begin, len(lines)) if not lines[n].startswith(" "))
    end = next(ends, len(lines))
    kept = [
        line
        for line in lines[begin:end]
        if not re.match(rf"{re.escape(name)}[: ]", line.strip())
    ]
    return "\n".join([*lines[:begin], *kept, f"{TAB}{new}", *lines[end:], ""])


def _behind_the_gear(text, path, new):
    if not re.search(rf"^ +{path}: http", text, re.M):
        port = re.search(r"Forward Port: (.*)", text)[1]
        text = _field(text, "Custom locations", f"{path}: http, {HERE[1]}, port {port}")
    return re.sub(rf"(?m)^( +{path}: http.*)$", rf"\1\n{TAB * 2}{new}", text)


def annotated(text, actions):
    """Return the YAML of an Ingress with all actions done; its paths end it."""
    for action in actions:
        new = action["new"]
        if action["where"].startswith("metadata.annotations"):
            absent = new.startswith("no ")
            name = re.escape(new.removeprefix("no ").partition(":")[0])
            text = re.sub(rf"(?m)^ *{name}:.*\n", "", text)
            if not absent:
                text = re.sub(r"( *)annotations:\n", rf"\g<0>\1    {new}\n", text)
            continue
        if path := re.fullmatch(r"- path: (\S+)", new):
            old = rf"(?m)^ *- path: {path[1]}\n *pathType: .*\n *backend: .*\n"
            text = re.sub(old, "", text)
        indent = re.search(r"( *)paths:", text)[1]
        text = f"{text.rstrip()}\n{indent}    {new}\n"
    return text
