"""Odoo's own settings and processes."""
