"""Follow advice in labels in Traefik's dynamic file: both are one tree, spelt differently.

Names of labels are those of the file in lower case (traefik/paerser, parser/parser.go);
only a service's port is an address there.
"""

import re

PORT = ["loadbalancer", "server", "port"]


def healed(text, actions):
    """Return the file with all labels set or removed."""
    root = _tree(text)
    for action in actions:
        label, _equals, value = (action["new"] or action["old"]).partition("=")
        if action["do"] == "remove":
            _without(root["http"], label.strip("….").lower().partition(".")[0])
        elif label.startswith("…"):
            _anywhere(root, label.strip("….").split("."), value)
        else:
            _set(root, label.split(".")[1:], value)
    return "\n".join([*_written(root), ""])


def _tree(text):
    """Nested dicts of a simple YAML file; what stands in one line is a text."""
    root = {}
    stack = [(-1, root)]
    for line in text.splitlines():
        key, _colon, value = line.strip().partition(":")
        if not key or key.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        while stack[-1][0] >= indent:
            stack.pop()
        node = stack[-1][1]
        node[key] = value.strip() or {}
        if not value.strip():
            stack.append((indent, node[key]))
    return root


def _written(node, depth=0):
    for key, value in node.items():
        indent = "  " * depth
        if isinstance(value, str):
            yield f"{indent}{key}: {value}"
        else:
            yield f"{indent}{key}:"
            yield from _written(value, depth + 1)


def _set(root, path, value):
    if path[-3:] == PORT:
        _protocol, services, name, *_port = path
        url = {"- url": '"http://127.0.0.1:0"'}
        new = {"loadBalancer": {"servers": url}}
        service = root["http"][services].setdefault(name, new)
        servers = service["loadBalancer"]["servers"]
        servers["- url"] = re.sub(r":\d+\"$", f':{value}"', servers["- url"])
        return
    *above, last = path
    for key in above:
        root = root.setdefault(key, {})
    root[last] = f'"{value}"'


def _anywhere(node, path, value):
    """Set an option of a middleware, whatever the middleware is called."""
    kind, option = path
    for key, inner in node.items():
        if key.lower() == kind.lower():
            node[key] = re.sub(rf"{option}: [^,}}]*", f"{option}: {value}", inner)
        elif isinstance(inner, dict):
            _anywhere(inner, path, value)


def _without(http, kind):
    """Remove middlewares of a kind, and from the routers that use them."""
    all_of = http.get("middlewares", {})
    gone = {name for name, one in all_of.items() if kind in {k.lower() for k in one}}
    if not gone:
        raise LookupError(f"no middleware of the kind {kind}")
    for router in http["routers"].values():
        used = re.findall(r"[\w-]+", router.pop("middlewares", ""))
        if left := [name for name in used if name not in gone]:
            router["middlewares"] = f"[{', '.join(left)}]"
    left = {name: one for name, one in all_of.items() if name not in gone}
    http["middlewares"] = left
    if not left:  # Traefik refuses an empty one
        del http["middlewares"]
