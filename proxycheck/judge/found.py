"""What a rule found, as a `Finding` with all that its texts name."""

from ..errors import BadDeclaration
from ..observation import one_line
from ..proxies import products
from ..proxies.recognise import recognise
from ..words import PUBLIC, Verdict
from .facts import Facts
from .finding import Finding
from .message import LONGEST, Message, names_in, stored


def has(seen, key):
    """Whether the probe ``vantage.probe`` saw something."""
    observation = seen.get(key)
    return bool(observation and observation.seen)


def finding_of(rule, verdict, **more):
    """Return a finding as the rule declares it."""
    return Finding(
        code=rule.code,
        verdict=verdict,
        severity=rule.severity,
        layer=rule.layer,
        directive=rule.directive,
        location=rule.location,
        **more,
    )


def accusation_of(rule, found, keys, seen):
    """Return the failed finding of a rule that found evidence in what was seen.

    `keys` are ``vantage.probe`` by need. `BadDeclaration` if it names what the rule
    does not declare.
    """
    severity = found.severity or rule.severity
    directive = found.directive or rule.directive
    if severity not in rule.severities or directive not in rule.directives:
        raise BadDeclaration(
            f"{rule.code} found {severity} {directive}, which it does not declare."
        )
    finding = finding_of(rule, Verdict.FAILED)
    common = common_values(seen)
    values = {**common, **_writer(found, keys, seen, common), **found.values}
    finding.evidence = _rows(found, keys, values)
    finding.values = {name: stored(value) for name, value in values.items()}
    finding.severity, finding.directive = severity, one_line(directive)
    finding.location = one_line(found.location or rule.location)
    finding.actions = [one.as_dict() for one in found.actions]
    return finding


def _writer(found, keys, seen, common):
    """Of several layers, which one wrote the answer that is the evidence: it is to be changed."""
    named = {need.name: key for need, key in keys.items()}
    facts = (seen[named[name]].facts for name in found.facts if has(seen, named[name]))
    kinds = [str(one.get("spoken_by")) for one in facts]
    wrote = next((products()[kind] for kind in kinds if kind in products()), None)
    if not wrote or wrote.name not in common["proxy_layers"].split(", "):
        return {}
    return {"proxy_kind": wrote.kind, "proxy_wrote": wrote.name}


def _rows(found, keys, values):
    places = {need.name: key.partition(".") for need, key in keys.items()}
    return [
        {
            "probe": places[name][2],
            "vantage": places[name][0],
            **_sentence(fact, values),
        }
        for name, fact in found.facts.items()
    ]


def _sentence(fact, values):
    """A sentence and the values that it names, as they are stored."""
    message = fact if isinstance(fact, Message) else Message(fact, values)
    asked = names_in(message.text) & set(message.values)
    return {
        "fact": message.text[:LONGEST],
        "values": {name: stored(message.values[name]) for name in sorted(asked)},
    }


def common_values(seen):
    """What every text and fix may name: this instance's own ports and address."""
    odoo = Facts(seen["direct.odoo"].facts) if has(seen, "direct.odoo") else Facts()
    http_port = odoo.number("http_port") or 8069
    gevent_port = odoo.number("gevent_port") or 8072
    echoes = [Facts(seen[f"{v}.echo"].facts) for v in PUBLIC if has(seen, f"{v}.echo")]
    bases = filter(None, (echo.address("base") for echo in echoes))
    scheme, host, port = next(bases, ("http", "?", 80))
    malformed = seen.get("server.malformed")
    refusal = Facts(malformed.facts) if malformed and malformed.seen else Facts()
    proxy = recognise(echoes[0], refusal) if echoes else {"kind": "unknown"}
    layers = [products()[kind].name for kind in proxy.get("layers", ())]
    return {
        "proxy_kind": proxy["kind"],
        "proxy_layers": ", ".join(layers) if len(layers) > 1 else "",
        "http_port": http_port,
        # Only who is told that there are no workers knows that all is on one port.
        "gevent_port": http_port if odoo.number("workers") == 0 else gevent_port,
        "workers": odoo.number("workers"),
        "scheme": scheme,
        "host": host,
        "port": port,
        "web_base_url": odoo.text("web_base_url"),
    }
