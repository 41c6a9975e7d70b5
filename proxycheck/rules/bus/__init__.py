"""Whether notifications arrive."""
