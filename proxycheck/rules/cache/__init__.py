"""What the proxy stores and compresses."""
