"""Editions: the addon built for older series of Odoo from the one source, by lists of differences.

``python -m editions 18.0`` makes ``dist/18.0``. It needs Python 3.11 and nothing else:
code is changed by what Python's own ``ast`` says of it, views by ``xml.etree``.
"""
