"""How rules compare addresses and the names in Host headers."""

from ..address import netloc


def origin(echo):
    """The public address that was asked, as scheme://host:port."""
    base = echo.address("base")
    return "{}://{}:{}".format(*base) if base else "?"


def same_name(arrived, asked, base):
    """Whether a Host-like value names the address; the default port may be written or not."""
    arrived = arrived.lower()
    return arrived in (
        asked.lower(),
        f"{netloc(base[0], base[1], -1).rpartition(':')[0]}:{base[2]}".lower(),
    )


def host_in_use(echo, odoo):
    """``(asked, arrived)`` where Odoo goes by the Host header and it is not what was asked."""
    base, arrived = echo.address("base"), echo.received("host") or ""
    if not echo.proven or not base:
        return "", ""
    asked = netloc(*base)
    # With X-Forwarded-Host there, Odoo goes by that, or proxy_mode_off says why not.
    if echo.received("x-forwarded-host") or same_name(arrived, asked, base):
        return "", ""
    return asked, arrived


def bare_name(name):
    """A Host-like value without its port, in small letters."""
    host, _colon, port = name.lower().rpartition(":")
    return host if host and port.isdigit() else name.lower()
