"""How long the proxy waits."""
