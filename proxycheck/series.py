"""Which series of Odoo it is, and how its bus reaches a browser: read from versions and pages."""

import re

from .words import Era

#: Odoo 16 gave up longpolling for websockets (addons/bus of 15 and 16).
LAST_LONGPOLLING = 15
#: “14.0”, “saas~17.4”, “saas-17.4”, “17.0+e”, “19.0-20251101”, and “18.0+e (Enterprise)”.
_VERSION = re.compile(r"(saas[~-])?(\d{1,2})\.(\d{1,2})(?![\d.])")
#: Names of the files on a page, and the series that write them so; the first that is
#: found counts. Seen in tests/recorded and, for 15, in addons/web of its checkout.
_FILES = (
    (r"/web/content/\d+-[0-9a-f]{7,}/(?:\w+/)*web\.assets_", (10, 14)),
    (r"/web/assets/\d+-[0-9a-f]{7,}/(?:\w+/)*web\.assets_common", (15, 15)),
    (r"/web/assets/\d+-[0-9a-f]{7,}/(?:\w+/)*web\.assets_", (16, 16)),
    (r"/web/assets/(?:\d+/)?[0-9a-f]{7}/(?:\w+/)*web\.assets_", (17, None)),
)
#: What stands in pages of Odoo's, and hardly in anybody else's.
_MARKS = re.compile(
    r"/web/(?:assets|content)/[^\"']*web\.assets_|/web/static/(?:src|lib)/|odoo\.__session"
    r"|/web/database/(?:selector|manager)",
)
#: Where Odoo leads to who has not chosen one of several databases.
_CHOICE = re.compile(r"/web/database/(?:selector|manager|create)\b")


def read_version(text):
    """Return ``(version, series, era)`` of what Odoo calls its version, or ``None``.

    Between two series (“saas~15.2”) it is not known how the bus works: the era is None.
    """
    found = _VERSION.match(text) if isinstance(text, str) else None
    if not found:
        return None
    saas, series, minor = bool(found[1]), int(found[2]), int(found[3])
    between = series == LAST_LONGPOLLING and (saas or minor > 0)
    version = f"saas~{series}.{minor}" if saas else f"{series}.{minor}"
    return version, series, None if between else era_of(series)


def era_of(series):
    """The `Era` of a series."""
    return Era.LONGPOLLING if series <= LAST_LONGPOLLING else Era.WEBSOCKET


def read_files(page):
    """Return ``(oldest, newest)`` series that name a page's files so, or None.

    The newest is None where all later ones do.
    """
    return next((span for look, span in _FILES if re.search(look, page)), None)


def is_odoo_page(page):
    """Whether a page has marks of Odoo's."""
    return bool(_MARKS.search(page))


def chooses_database(text):
    """Whether an address or a page is about choosing one of several databases."""
    return bool(_CHOICE.search(text))
