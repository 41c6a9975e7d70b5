"""Diagnose a reverse proxy in front of Odoo by difference.

The same small requests are made from several vantages; probes write down what
they saw, rules compare it and name the directive that is missing.  Nothing in
this package imports Odoo: the addon hands in a ``Ticket`` and gets plain
dictionaries back, and ``python -m proxycheck URL`` works with neither.

    target -> probes -> observations -> rules -> findings -> report

``check.check`` is that way from its beginning to its end.
"""
