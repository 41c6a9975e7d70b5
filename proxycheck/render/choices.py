"""What a right file depends on: Odoo's own settings, the nginx that was seen, and choices."""

import re
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from ..address import DEFAULT_PORTS
from ..errors import ProxyCheckError
from ..series import LAST_LONGPOLLING, era_of
from ..words import Era
from .products import NGINX, files

#: What may stand as one word of nginx's configuration, and nothing that ends a line.
_WORD = re.compile(r"[\w./:*\[\]-]+")
_VERSION = re.compile(r"nginx/(\d+)\.(\d+)\.(\d+)")
#: Odoo's own limit for one upload, `web.max_file_upload_size` (odoo/http.py,
#: DEFAULT_MAX_CONTENT_LENGTH), in MiB.
UPLOAD_MIB = 128
MIB = 1024**2
#: More connections than a process of nginx has by default (worker_connections 512).
MOST_KEPT = 512


class BadChoice(ProxyCheckError):
    """A choice that would not stand in a configuration as one word, or that nobody knows."""


@dataclass(frozen=True)
class Choices:
    """What the file is to be for.

    `proxy` is the product whose file it is, one of `products.files`.
    `listen` is the port of the public address, `redirect_from` the port of plain http
    that leads to https (0: none). `odoo_host` is where nginx reaches Odoo: 127.0.0.1 on
    Odoo's machine, the service's name in Docker. `workers` of 0 is one process for
    everything. `upload_mib` is Odoo's own limit. `keepalive` are connections that nginx
    keeps open to each upstream (0: none). `nginx` is a version as three numbers; the
    newest syntax is written where it is not known. Raises `BadChoice`.
    """

    names: tuple = ("odoo.example.com",)
    tls: bool = True
    listen: int = 443
    redirect_from: int = 80
    ipv6: bool = False
    certificate: str = ""
    certificate_key: str = ""
    odoo_host: str = "127.0.0.1"
    http_port: int = 8069
    gevent_port: int = 8072
    workers: int = 2
    era: Era = Era.WEBSOCKET
    upload_mib: int = UPLOAD_MIB
    hsts: bool = False
    keepalive: int = 0
    nginx: tuple = ()
    proxy: str = NGINX

    def __post_init__(self):
        if self.proxy not in files():
            known = ", ".join(sorted(files()))
            raise BadChoice(f"There is no file for {self.proxy!r}, only for {known}.")
        words = [*self.names, self.odoo_host]
        words += filter(None, (self.certificate, self.certificate_key))
        for word in words:
            if not _WORD.fullmatch(word):
                raise BadChoice(f"{word!r} is no name or path for an nginx file.")
        for port in (self.listen, self.http_port, self.gevent_port):
            if not 0 < port < 65536:
                raise BadChoice(f"{port} is no port.")
        if not 0 <= self.keepalive <= MOST_KEPT:
            raise BadChoice(f"{self.keepalive} connections cannot be kept open.")

    @property
    def realtime_port(self):
        """The port of Odoo's real-time messages."""
        return self.http_port if self.one_process else self.gevent_port

    @property
    def one_process(self):
        """Whether Odoo serves pages and real-time messages on one port."""
        return self.workers == 0

    def is_nginx_from(self, *version):
        """Whether the nginx is known to be of this version or newer.

        Of one that hides its version the file holds only what every nginx reads.
        """
        return bool(self.nginx) and self.nginx >= version

    def certificate_of(self, kind):
        """Return the path of the ``certificate`` or its ``key``, chosen or usual."""
        first = self.names[0]
        if kind == "key":
            return self.certificate_key or f"/etc/ssl/private/{first}.key"
        return self.certificate or f"/etc/ssl/certs/{first}.fullchain.pem"


def of_report(report, **chosen):
    """Return the `Choices` that a report suggests; `chosen` (None: not chosen) wins."""
    found = {**_address(report), **_odoo(report), **_proxy(report)}
    if tried := _facts(report, "addresses").get("tried"):
        found["ipv6"] = any(one.get("family") == "IPv6" for one in tried)
    chosen = {name: value for name, value in chosen.items() if value is not None}
    if chosen.get("tls") is False or found.get("tls") is False:
        # The usual port follows the scheme, whichever way that was chosen.
        chosen.setdefault("redirect_from", 0)
    if "tls" in chosen and chosen["tls"] is not found.get("tls"):
        found["listen"] = DEFAULT_PORTS["https" if chosen["tls"] else "http"]
    known = {field.name for field in fields(Choices)}
    return Choices(**{n: v for n, v in {**found, **chosen}.items() if n in known})


#: What a caller may choose, and of which type; the rest follows from the report.
ASKED = {
    "names": list,
    "tls": bool,
    "listen": int,
    "redirect_from": int,
    "ipv6": bool,
    "certificate": str,
    "certificate_key": str,
    "odoo_host": str,
    "keepalive": int,
    "hsts": bool,
}


def asked(row):
    """Return the choices in a JSON object for `of_report`; raise `BadChoice` of others."""
    if not isinstance(row, dict):
        raise BadChoice("Choices are a JSON object.")
    for name, value in row.items():
        if type(value) is not ASKED.get(name):
            raise BadChoice(f"{name!r} is no choice, or not of its type.")
    names = row.get("names")
    if names is not None and not (names and all(type(one) is str for one in names)):
        raise BadChoice("'names' is a list of names.")
    return {**row, **({"names": tuple(names)} if names else {})}


def _address(report):
    url = urlsplit(report.get("target", {}).get("base_url", ""))
    if not url.hostname:
        return {}
    return {
        "names": (url.hostname,),
        "tls": url.scheme == "https",
        "listen": url.port or DEFAULT_PORTS[url.scheme],
    }


def _odoo(report):
    """Odoo's ports, workers, era and limit, as far as the report tells them."""
    told = report.get("odoo", {})
    names = ("http_port", "gevent_port", "workers")
    found = {name: told[name] for name in names if isinstance(told.get(name), int)}
    if told.get("era"):
        found["era"] = Era(told["era"])
    limit = _facts(report, "odoo").get("max_upload_bytes")
    limit = limit or _facts(report, "body_limit").get("wanted_bytes")
    if isinstance(limit, int) and limit > 0:
        found["upload_mib"] = -(-limit // MIB)
    return found


def _proxy(report):
    """The product that was recognised, if there is a file for it, and nginx's version."""
    told = report.get("proxy", {})
    found = {"proxy": told["kind"]} if told.get("kind") in files() else {}
    version = nginx_version(told.get("server"))
    return {**found, "nginx": version} if version else found


def nginx_version(server):
    """Return the version in a Server header as three numbers, or nothing."""
    found = _VERSION.match(str(server or ""))
    return tuple(map(int, found.groups())) if found else ()


def series_era(series):
    """Return the era of a series of Odoo (19, or 15 and older, which are polled)."""
    return era_of(series or LAST_LONGPOLLING + 1)


def _facts(report, probe):
    """The facts of the first observation of a probe that saw something."""
    rows = report.get("observations", [])
    seen = (o["facts"] for o in rows if o["probe"] == probe and o["status"] == "seen")
    return next(seen, {})
