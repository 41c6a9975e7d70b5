"""What is checked (`Target`) and with whose leave (`Ticket`)."""

from dataclasses import asdict, dataclass, field, fields
from urllib.parse import urlsplit

from .address import DEFAULT_PORTS, clean_address, split_host_port
from .errors import BadAddress
from .proxies import products
from .wire.bundle import read_bundle


@dataclass(frozen=True)
class Target:
    """One public address of an Odoo, and how to reach the proxy that serves it.

    `connect_to` (``host:port``) is dialled instead of the address, whose name
    stays in ``Host`` and SNI. `ca_file` adds to the trusted authorities;
    `verify=False` tests on without judging the certificate. `proxy` is the kind of proxy
    that its administrator says stands there (see ``proxies``): that wins over what is
    recognised.
    """

    base_url: str
    connect_to: str = ""
    ca_file: str = ""
    verify: bool = True
    proxy: str = ""

    def __post_init__(self):
        object.__setattr__(self, "base_url", clean_address(self.base_url))
        if self.ca_file:
            read_bundle(self.ca_file)
        if self.connect_to:
            split_host_port(self.connect_to, default=0)
        if self.proxy and self.proxy not in products():
            known = ", ".join(sorted(products()))
            raise BadAddress(f"No proxy is called {self.proxy!r}. There are: {known}.")

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
