"""What only a browser meets."""
