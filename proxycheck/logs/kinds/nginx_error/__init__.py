"""Messages of nginx's error log, and of ``nginx -t``."""
