"""Where a ``proxy_pass`` leads: its servers, its path, and who listens there."""

import re

from . import locations
from .effective import levels
from .regexes import Unclear
from .route import Target

_URL = re.compile(r"(https?)://(unix:[^:]*:?|\[[^\]]*\](?::\d+)?|[^/]*)(.*)", re.DOTALL)


def passing_of(block):
    """The ``…_pass`` of a block; an ``if`` takes it from the location around it."""
    while block is not None:
        found = block.named(*locations.PASSES)
        if found or block.name not in ("if", "limit_except"):
            return found[-1] if found else None
        block = block.parent
    return None


def _path_of(rest, location, variables, variable):
    """The path that a ``proxy_pass`` with a URI asks for; empty where it has none."""
    if not rest:
        return ""
    if variable:
        return rest
    if location is None:
        return ""
    sign, name = locations.modifier_and_name(location)
    if sign in (locations.REGEX, locations.REGEX_ANY_CASE):
        return rest
    return rest + variables.path[len(name) :]


def _place(text, default):
    """``(host, port)`` of a server's address."""
    if text.startswith("unix:"):
        return text.rstrip(":"), 0
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal():
        return text.lower(), default
    return host.lower(), int(port)


def listens(listen, host, port):
    """Whether a ``listen`` is what requests to this place reach."""
    if not listen.args:
        return False
    place = listen.args[0]
    if host.startswith("unix:") or place.startswith("unix:"):
        return host == place
    name, colon, number = place.rpartition(":")
    number = number if colon or number.isdecimal() else "80"
    local = ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "*", "[::]", "")
    return number == str(port) and host in local[:3] and name in local


def target_of(node, location, variables, upstreams):
    """Return the `Target` of a ``proxy_pass`` and the path that it sets; raise `Unclear`."""
    variable = "$" in node.args[0]
    match = _URL.fullmatch(variables.fill(node.args[0]))
    if not match:
        raise Unclear
    scheme, name, rest = match.groups()
    upstream = upstreams.get(name)
    default = 443 if scheme == "https" else 80
    if upstream:
        servers = [
            (*_place(one.args[0], default), one)
            for one in upstream.named("server")
            if one.args and not {"down", "backup"} & set(one.args)
        ]
    else:
        servers = [(*_place(name, default), node)]
    target = Target(scheme, name, servers, node, upstream)
    return target, _path_of(rest, location, variables, variable)


#: Directives of modules that answer themselves, by what is not told from here.
_DARK = (
    "content_by_lua_block",
    "content_by_lua_file",
    "content_by_lua",
    "access_by_lua_block",
    "access_by_lua_file",
    "rewrite_by_lua_block",
    "rewrite_by_lua_file",
    "js_content",
    "perl",
    "auth_request",
    "try_files",
    "stub_status",
    "empty_gif",
    "dav_methods",
)


def is_dark(block):
    """Whether a module answers, or refuses, by what the file does not tell."""
    return any(level.named(*_DARK) for level in levels(block))
