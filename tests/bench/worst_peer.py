"""The worst peers: how long a quick check lasts, and whether memory stays flat."""

from concurrent.futures import ThreadPoolExecutor

from bench import Row
from bench._look import look, memory_mib, ticket

from lab import peers

BUDGET_S = 12.0
FLAT_MIB = 64  # threads and buffers of several checks at once; a leak of bodies is more
WORST = ("mute", "drip", "redirect", "endless", "garbage", "dead")


def measure(lab):
    """Return the longest check and what memory grew by."""
    ports, given, before = peers.start(), ticket(lab), memory_mib()
    with ThreadPoolExecutor(len(WORST)) as pool:
        urls = [f"http://127.0.0.1:{ports[name]}" for name in WORST]
        took = list(pool.map(lambda url: look(lab, url, given)[1], urls))
    grown = memory_mib() - before
    worst = WORST[took.index(max(took))]
    return Row(
        "quick check, worst peer",
        f"≤ {BUDGET_S:.0f} s, memory flat",
        f"{max(took):.1f} s ({worst}), memory +{grown:.0f} MiB",
        max(took) <= BUDGET_S and grown < FLAT_MIB,
    )
