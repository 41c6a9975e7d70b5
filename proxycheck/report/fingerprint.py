"""What a proxy does, as a few words by directive: two checks are compared by it."""

from ..judge.facts import Facts
from ..judge.sentences import shown, size
from ..observation import latest, one_line
from ..words import Vantage
from .timeouts import timeouts

#: Headers whose value is the same for every visitor; of the others presence counts.
STEADY = ("host", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port")
PERSONAL = ("x-forwarded-for", "x-real-ip", "forwarded")
#: What a mark of a measured timeout begins with; its location follows.
TIMEOUT_OF = "proxy_read_timeout of "


def fingerprint(observations):
    """Return ``{what: value}`` as a person reads it, without what was not seen."""
    seen = {
        one.probe: Facts(one.facts)
        for one in latest(observations).values()
        if one.vantage is Vantage.SERVER and one.seen
    }
    marks = {}
    for read in (_product, _forwarded, _body_limit, _timeouts, _certificate):
        marks.update(read(seen))
    return {what: one_line(value) for what, value in marks.items()}


def _product(seen):
    echo = seen.get("echo", Facts())
    return {"Server": echo.header("server")} if echo.header("server") else {}


def _forwarded(seen):
    echo = seen.get("echo", Facts())
    if not echo.proven:
        return {}
    marks = {name: shown(echo.received(name)) for name in STEADY}
    for name in PERSONAL:
        marks[name] = "passed on" if echo.received(name) else shown(None)
    marks = {f"proxy_set_header {name.title()}": value for name, value in marks.items()}
    return {**marks, "proxy_http_version": echo.text("http_version")}


def _body_limit(seen):
    body_limit = seen.get("body_limit", Facts())
    root, wanted = body_limit.part("paths").part("/"), body_limit.number("wanted_bytes")
    limit = root.number("limit_bytes")
    if limit is not None:
        return {"client_max_body_size": size(limit)}
    if root.answered and not root.flag("refused") and wanted:
        return {"client_max_body_size": f"{size(wanted)} or more"}
    return {}


def _timeouts(seen):
    return {f"{TIMEOUT_OF}{where}": held for where, held in timeouts(seen).items()}


def _certificate(seen):
    tls = seen.get("tls", Facts())
    certificate = tls.part("certificate")
    if not certificate:
        return {}
    texts = [certificate.text(name) for name in ("subject", "issuer", "not_after")]
    return {
        "ssl_certificate": "{} of {}, until {}".format(*texts),
        "TLS": tls.text("protocol"),
    }


def same_proxy(one, other):
    """Whether two fingerprints may be of one configuration: what both saw is alike.

    Timeouts are left out, for only full checks see them; so is the certificate, which
    is renewed every few weeks in an unchanged configuration.
    """
    shared = {mark for mark in one if mark in other and not mark.startswith(TIMEOUT_OF)}
    return all(one[mark] == other[mark] for mark in shared - {"ssl_certificate"})
