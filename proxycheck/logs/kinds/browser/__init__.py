"""Messages of a browser's console."""
