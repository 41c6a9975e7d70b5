"""The command line: ``odoo-proxy-health URL``, or from a clone ``python -m proxycheck URL``."""
