"""Where in a file a finding is shown."""


def hops(route):
    """Return the route and those in the servers of this file behind it."""
    return [route, *(hops(route.inner) if route.inner else ())]


def line_of(site, route, header):
    """Return the ``proxy_set_header`` of a header in the last server, else the block."""
    last = route.last
    nodes, _sure = site.holds(last, "proxy_set_header")
    named = [node for node in nodes if node.args[0].lower() == header.lower()]
    return named[-1] if named else last.block


def directive_of(site, route, name):
    """Return the directive that holds for a route, else its block."""
    nodes, _sure = site.holds(route, name)
    return nodes[-1] if nodes else route.block
