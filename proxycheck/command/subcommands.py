"""Commands beside the check of an address: ``python -m proxycheck lint FILE`` and others.

Each is a module of this package, named for its command, with ``run(arguments)``: it takes
the words after the command, prints, returns the exit code, and raises a `ProxyCheckError`
with a sentence, which ends in 64. Its options are made with ``options.Parser``.
"""

import importlib

#: Command -> what it does, for --help.
SUBCOMMANDS = {
    "explain": "say what lines of a log or of a console mean",
    "heal": "check, change nginx's configuration, and keep the change if it helped",
    "lint": "read an nginx configuration and say what is wrong in it",
    "render": "print the whole configuration that is right here",
}


def named(arguments):
    """Return the ``run`` of the command that the first word names, or None.

    An address is never one of these words: a host's name in a URL follows ``://``, and a
    bare name that equals a command is written ``http://lint``.
    """
    if not arguments or arguments[0] not in SUBCOMMANDS:
        return None
    return importlib.import_module(f".{arguments[0]}", __package__).run
