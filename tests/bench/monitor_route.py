"""The monitor's route against Odoo's own /web/health, in the same run."""

import socket
import statistics
import threading
import time

from bench import Row

BUDGET = 0.8
# Many short rounds: what else the machine does then meets all routes alike.
ROUNDS = 25
REQUESTS = 40
# As many clients as the lab's Odoo has HTTP workers: none waits for another.
CLIENTS = 4


def measure(lab):
    """Return the median, over rounds one after the other, of the routes' rates."""
    odoo = lab.odoo
    odoo.rpc("proxy.health.check", "run_check")  # of the address that is watched
    key = f"Authorization: Bearer {odoo.key}\r\n"
    health = request(odoo, "/web/health", "")
    routes = [
        request(odoo, f"/proxy_health/{name}", key) for name in ("status", "metrics")
    ]
    rate(odoo, health), [rate(odoo, route) for route in routes]  # every worker once
    rounds = [[rate(odoo, one) for one in (health, *routes)] for _ in range(ROUNDS)]
    status = statistics.median(row[1] / row[0] for row in rounds)
    metrics = statistics.median(row[2] / row[0] for row in rounds)
    alone = statistics.median(row[0] for row in rounds)
    return Row(
        "monitor route / web/health",
        f"requests/s ≥ {BUDGET} ×",
        f"status {status:.2f} ×, metrics {metrics:.2f} × of {alone:.0f}/s",
        min(status, metrics) >= BUDGET,
    )


def request(odoo, path, headers):
    """Return the bytes of a GET."""
    return f"GET {path} HTTP/1.1\r\nHost: {_place(odoo)}\r\n{headers}\r\n".encode()


def rate(odoo, message):
    """Return how many of these a second are answered, a connection each."""
    host, _, port = _place(odoo).partition(":")

    def client():
        for _ in range(REQUESTS // CLIENTS):
            with socket.create_connection((host, int(port)), timeout=10) as sock:
                sock.sendall(message)
                first = sock.recv(65536)
                if b" 401 " in first[:20]:
                    raise RuntimeError("refused: a refusal's speed says nothing")
                while sock.recv(65536):
                    pass

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return REQUESTS / (time.monotonic() - begin)


def _place(odoo):
    return odoo.url.partition("//")[2]
