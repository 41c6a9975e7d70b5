"""What of the request reaches Odoo: Host, X-Forwarded-*, cookies."""
