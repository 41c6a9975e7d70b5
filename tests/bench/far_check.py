"""A quick check over a long way: what people feel whose server is far from its proxy."""

import statistics

from bench import Row
from bench._look import look, ticket
from bench._relay import relay

from lab import world
from lab.ports import LOOPBACK
from proxycheck.words import Severity, Verdict

#: Of each, after one that is left out.
CHECKS = 3
#: What is measured: the world, and whether over TLS.
WAYS = {
    "plain": ("healthy", False),
    "TLS": ("healthy", True),
    "TLS, limit of 1 MB found": ("upload_limit_too_small", True),
    "TLS, odd limit found": ("upload_limit_too_small.odd", True),
    "TLS, accusation repeated": ("websocket_upgrade_header_missing", True),
}
#: Seconds by milliseconds of round trip, in the order of `WAYS`. Without any, the
#: budget is that of the check over loopback; what is found has none there.
BUDGETS = {
    0: (0.45, 0.45, None, None, None),
    100: (1.2, 1.6, 2.0, 2.0, 2.0),
    200: (3.0, 3.0, 3.0, 3.0, 3.0),
}


def measure(lab):
    """Yield a row for each way and each round trip."""
    for place, (way, (name, tls)) in enumerate(WAYS.items()):
        with lab.proxy(name, tls=tls) as nginx:
            look(lab, nginx.url)  # Odoo's workers load their registry once
            for ms, budgets in BUDGETS.items():
                took, wrong = checks(lab, nginx, ms / 1000)
                what = f"{ms} ms of round trip, {way}"
                yield row(what, budgets[place], took, wrong)


def row(what, budget, took, wrong):
    """A row of the seconds that checks took, and of what they got wrong."""
    median = statistics.median(took)
    measured = f"median {median:.2f} s, maximum {max(took):.2f} s of {len(took)}"
    return Row(
        what,
        f"median ≤ {budget} s" if budget else "none",
        f"{measured}; {wrong}" if wrong else measured,
        not wrong and (not budget or median <= budget),
    )


def checks(lab, nginx, round_trip):
    """Return the seconds of each check, and what was wrong with what they said, or ``""``."""
    took, given, last = [], ticket(lab), None
    with relay(nginx.port, round_trip) as port:
        for _count in range(CHECKS):
            last, seconds = look(lab, nginx.url, given, connect_to=f"{LOOPBACK}:{port}")
            took.append(seconds)
    return took, mistakes(last.findings, nginx.world)


def mistakes(findings, chosen: world.World):
    """How the findings differ from the world's, as a sentence: speed must not cost any."""
    found = {
        f.code
        for f in findings
        if f.verdict is Verdict.FAILED and f.severity is not Severity.INFO
    }
    wanted = set() if chosen.healthy else set(chosen.about)
    said = [f"not found: {code}" for code in sorted(wanted - found)]
    said += [f"wrongly found: {code}" for code in sorted(found - wanted)]
    return ", ".join(said)
