"""Where things lie in the web client, which differs by series."""

from lab.parts import odoo

# Up to 17 the web client reads what comes behind a #.
LAST_WITH_FRAGMENT = 17


def settings():
    """Where Odoo's settings lie."""
    if odoo.SERIES > LAST_WITH_FRAGMENT:
        return "/odoo/settings"
    return "/web#action=base_setup.action_general_configuration"


def path_of(check=""):
    """Where the page lies, or a stored check on it."""
    if odoo.SERIES > LAST_WITH_FRAGMENT:
        return f"/odoo/proxy-health{check and f'/{check}'}"
    return f"/web#action=proxy_health.check_page{check and f'&check={check}'}"
