"""Which directives hold in a block: nginx's inheritance, and whether the file tells it all.

A block that has a directive of one name inherits none of that name from the blocks around
it: ``proxy_set_header`` in a location replaces those of the server, all of them.
"""

import fnmatch

#: What files hold by their names, as far as anything of it is judged here. Nearly every
#: site includes some of these, and nobody hides a location in them.
HOLDS = {
    "*ssl*": ("ssl_", "add_header", "listen"),
    "*tls*": ("ssl_", "add_header", "listen"),
    "*letsencrypt*": ("ssl_", "add_header", "listen"),
    "*dhparam*": ("ssl_",),
    "*certbot*": ("ssl_",),
    "*acme*": (),
    "*gzip*": ("gzip",),
    "*compress*": ("gzip",),
    "*brotli*": (),
    "*security*": ("add_header", "proxy_hide_header"),
    "*logging*": (),
}
#: What nobody sets above a site's own file, as far as is known: no distribution's
#: nginx.conf has it. All else may stand in an nginx.conf that was not given.
OF_SITES = ("proxy_set_header", "location", "return", "ssi", "auth_basic", "deny")


def effective(block, name, whole):
    """Return ``(nodes, sure)``: the directives `name` that hold in `block`, in order.

    `sure` is False where a file that was not given may hold others; `whole` is whether
    the configuration reaches up to ``http``.
    """
    sure = True
    for level in levels(block):
        sure = sure and not hidden(level, name)
        found = level.named(name)
        if found:
            return found, sure
    return [], sure and (whole or name in OF_SITES)


def levels(block):
    """Return the block and all around it, the nearest first, up to the file itself.

    Of a site's own file the outermost stands for what is in ``http``.
    """
    found = [block]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def hidden(block, name):
    """Whether a file that this block includes, and that was not given, may hold `name`."""
    return any(_may_hold(pattern, name) for pattern in block.unread)


def _may_hold(pattern, name):
    name_of_file = pattern.lower().rpartition("/")[2]
    for sign, held in HOLDS.items():
        if fnmatch.fnmatchcase(name_of_file, sign):
            return name.startswith(held) if held else False
    return True
