"""What a peer sent may be anything; what stores and carries it may not."""

import math

from .instance import requested_path

# XML-RPC's integers have 32 bits.
XMLRPC_MAX_INT = 2**31 - 1


def storable(value):
    """Return the JSON value without what jsonb refuses: NUL, lone surrogates, NaN."""
    if isinstance(value, str):
        whole = value.encode("utf-8", "replace").decode()
        return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {storable(str(key)): storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]
    return value


def carried(value):
    """Return the JSON value as the caller's transport takes it.

    XML-RPC knows neither null, for which Odoo says False there, nor large integers.
    """
    by_xmlrpc = requested_path().startswith("/xmlrpc")
    return _for_xmlrpc(value) if by_xmlrpc else value


def _for_xmlrpc(value):
    if value is None:
        return False
    if isinstance(value, int) and abs(value) > XMLRPC_MAX_INT:
        return float(value)
    if isinstance(value, dict):
        return {key: _for_xmlrpc(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_for_xmlrpc(item) for item in value]
    return value
