"""The three things that a proxy sends to Odoo, by the beginning of a path."""

PAGES, WEBSOCKET, LONGPOLLING = "/", "/websocket", "/longpolling"


def area_of(path):
    """Return the area of a path, or None where none is known."""
    if not path:
        return None
    return next(
        (one for one in (WEBSOCKET, LONGPOLLING) if path.startswith(one)), PAGES
    )
