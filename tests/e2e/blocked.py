"""An Odoo whose server cannot reach its own public address, as behind many firewalls."""

import contextlib


@contextlib.contextmanager
def blocked(lab):
    """An Odoo whose server cannot get out to its own public address."""
    [target] = lab.odoo.rpc(
        "proxy.health.target",
        "search",
        domain=[("active", "=", True)],
        limit=1,
    )
    lab.odoo.rpc(
        "proxy.health.target",
        "write",
        ids=[target],
        vals={"connect_to": "127.0.0.1:1"},
    )
    try:
        yield
    finally:
        lab.odoo.rpc(
            "proxy.health.target", "write", ids=[target], vals={"connect_to": False}
        )
