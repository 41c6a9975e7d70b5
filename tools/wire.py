"""What a peer sent may be anything; what PostgreSQL stores may not."""

import math


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
