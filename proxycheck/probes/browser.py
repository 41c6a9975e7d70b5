"""What only a browser can see; its JavaScript stands in ``static/src/probes/``."""

from ..probe import BrowserProbe

BROWSER_PROBES = (
    BrowserProbe("echo", {}),
    BrowserProbe("handshake", {}),
    BrowserProbe("roundtrip", {}),
    BrowserProbe("stream", {}),
)
