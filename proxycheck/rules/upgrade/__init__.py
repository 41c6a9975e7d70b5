"""Whether the handshake of a websocket passes unchanged."""
