"""Certificates and what belongs to https."""
