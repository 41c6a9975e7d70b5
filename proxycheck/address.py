"""Addresses as people write them, and as they are sent. Nothing here does any I/O."""

import ipaddress
from urllib.parse import urlsplit

from .errors import BadAddress

DEFAULT_PORTS = {"http": 80, "https": 443}


def netloc(scheme, host, port):
    """Return what a browser sends as ``Host``: the port only where it is not the default."""
    name = f"[{host}]" if ":" in host else host
    return name if port == DEFAULT_PORTS.get(scheme) else f"{name}:{port}"


def clean_address(address):
    """Return `address` as ``scheme://host[:port]``; raise `BadAddress` with a sentence."""
    url, port = _split_address(str(address or "").strip())
    if url.username is not None or url.password is not None:
        raise BadAddress("The address must not hold a user name or a password.")
    if url.fragment or url.query:
        raise BadAddress(
            "The address must not hold a “?” or a “#”: only scheme, name and port."
        )
    if url.path not in ("", "/"):
        raise BadAddress(
            "The address must not hold a path: Odoo is served at the root of a name."
        )
    if port == 0:
        raise BadAddress("Port 0 cannot be connected to.")
    host = ascii_host(url.hostname)
    where = netloc(url.scheme, host, port or DEFAULT_PORTS[url.scheme])
    return f"{url.scheme}://{where}"


def _split_address(text):
    """Return ``(url, port or None)`` of a web address with a name; raise `BadAddress`."""
    if any(c.isspace() or not c.isprintable() for c in text):
        raise BadAddress(
            f"“{text}” holds a space or a control character; please remove it."
        )
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError as error:
        raise BadAddress(f"“{text}” is not a web address: {error}.") from error
    if url.scheme not in DEFAULT_PORTS or not url.hostname:
        raise BadAddress(
            f"“{text}” is not a web address: write it like https://erp.example.com."
        )
    return url, port


def ascii_host(host):
    """Return a name as it is looked up and sent (IDNA); raise `BadAddress` with a sentence."""
    try:
        name = _shortest(host) if ":" in host else host.encode("idna").decode()
    except (UnicodeError, ValueError) as error:
        raise BadAddress(f"“{host}” is not a name that can be looked up.") from error
    if len(name) > 253:  # RFC 1035, section 2.3.4
        raise BadAddress("The name in the address is longer than any name can be.")
    return name


def _shortest(address):
    # One number has many spellings: 0:0::1 is ::1. What is none raises ValueError.
    return ipaddress.IPv6Address(address).compressed


def split_host_port(text, default):
    """Split ``host[:port]`` or ``[v6]:port``; raise `BadAddress` on anything else."""
    try:
        url = urlsplit(f"//{text.strip()}")
        host, port = url.hostname, url.port or default
    except ValueError as error:
        raise BadAddress(f"“{text}” is not host:port: {error}.") from error
    if not host or url.path or url.username is not None:
        raise BadAddress(f"“{text}” is not host:port: write it like 10.0.0.5:443.")
    return host, port
