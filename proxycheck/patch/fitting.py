"""Where Odoo is reached from here, as the file itself says it: its upstreams and hosts."""

import re

_PASS = re.compile(r"proxy_pass http://(127\.0\.0\.1):(\d+);")
_ADDRESS = re.compile(r"(?:https?://)?([\w.-]+|\[[0-9a-f:]+\]):(\d+)")


#: What the server in front was asked with, where this one is asked by it.
_OUTER = {"$scheme": "$http_x_forwarded_proto"}


def fitting(line, configuration, inner=False):
    """Return a line in this file's own words.

    A finding says ``proxy_pass http://127.0.0.1:8072;``. Where the file has an upstream of
    that port alone it is named, and where it reaches that Odoo at another host, that host
    is. An `inner` server, to which another one passes, was asked over http by that one.
    """
    if inner and line.startswith("proxy_set_header "):
        for here, outer in _OUTER.items():
            line = line.replace(f" {here};", f" {outer};")
    found = _PASS.fullmatch(line)
    if not found:
        return line
    port = found[2]
    for upstream in _upstreams(configuration):
        if {_port(one) for one in upstream.named("server")} == {port}:
            return f"proxy_pass http://{upstream.args[0]};"
    hosts = [host for host, seen in _addresses(configuration) if seen == port]
    host = hosts[0] if hosts else found[1]
    return f"proxy_pass http://{host}:{port};"


def _upstreams(configuration):
    around = [n for n in configuration.root.walk() if n.name == "upstream"]
    return [n for n in around if n.statement.is_block and n.args]


def _port(server):
    found = _ADDRESS.match(server.args[0]) if server.args else None
    return found[2] if found else ""


def _addresses(configuration):
    """Each host and port that the file passes to."""
    for node in configuration.root.walk():
        named = node.name == "proxy_pass" or (
            node.name == "server" and not node.statement.is_block
        )
        if named and node.args and (found := _ADDRESS.match(node.args[0])):
            yield found.groups()
