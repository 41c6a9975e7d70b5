"""What is checked (`Target`) and with whose leave (`Ticket`)."""

import ipaddress
from dataclasses import asdict, dataclass, field, fields
from urllib.parse import urlsplit

from .errors import BadAddress
from .wire.bundle import read_bundle

DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Target:
    """One public address of an Odoo, and how to reach the proxy that serves it.

    `connect_to` (``host:port``) is dialled instead of the address, whose name
    stays in ``Host`` and SNI. `ca_file` adds to the trusted authorities;
    `verify=False` tests on without judging the certificate.
    """

    base_url: str
    connect_to: str = ""
    ca_file: str = ""
    verify: bool = True

    def __post_init__(self):
        object.__setattr__(self, "base_url", clean_address(self.base_url))
        if self.ca_file:
            read_bundle(self.ca_file)
        if self.connect_to:
            split_host_port(self.connect_to, default=0)

    @property
    def parts(self):
        """``(scheme, host, port)`` of the address, the port always a number."""
        url = urlsplit(self.base_url)
        return url.scheme, url.hostname, url.port or DEFAULT_PORTS[url.scheme]

    def dial(self):
        """``(host, port)`` to open a connection to."""
        _scheme, host, port = self.parts
        return (
            split_host_port(self.connect_to, port) if self.connect_to else (host, port)
        )


def netloc(scheme, host, port):
    """Return what a browser sends as ``Host``: the port only where it is not the default."""
    name = f"[{host}]" if ":" in host else host
    return name if port == DEFAULT_PORTS.get(scheme) else f"{name}:{port}"


def clean_address(address):
    """Return `address` as ``scheme://host[:port]``; raise `BadAddress` with a sentence."""
    text = str(address or "").strip()
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
    host = _ascii_host(url.hostname)
    return (
        f"{url.scheme}://{netloc(url.scheme, host, port or DEFAULT_PORTS[url.scheme])}"
    )


def _ascii_host(host):
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


@dataclass(frozen=True)
class Ticket:
    """Leave to probe, given by the Odoo that is checked and good for minutes.

    `proof` is what only this Odoo's database can answer to `token`; `channel`
    is the one bus channel that the token opens; `session` a stored session of
    nobody, which Odoo wants of a websocket; `odoo` are Odoo's own settings.

    Only `challenge` (and `challenge_session`, where there are several databases) goes
    to an address that has not answered yet. It opens nothing, and `challenge_proof` is
    what only this Odoo can answer to it.
    """

    token: str
    proof: str
    channel: str
    bus_last_id: int
    database: str
    odoo: dict = field(default_factory=dict)
    session: str = ""
    challenge: str = ""
    challenge_proof: str = ""
    challenge_session: str = ""

    def as_dict(self):
        """Return a JSON object."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row):
        """Read `as_dict`'s object back, ignoring what a newer Odoo may add."""
        return cls(**{f.name: row[f.name] for f in fields(cls) if f.name in row})
