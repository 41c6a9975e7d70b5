"""What is an address, and who may have which one checked."""

from urllib.parse import urlsplit

from odoo.exceptions import AccessError, ValidationError

from ..proxycheck.address import clean_address
from ..proxycheck.errors import BadAddress
from ..proxycheck.target import Target


def valid(base_url, **options):
    """Return the engine's target, or refuse the address with its sentence."""
    try:
        return Target(base_url, **options)
    except BadAddress as refusal:
        raise ValidationError(str(refusal)) from None


def normalized(vals):
    """Return a target's values with each address spelled as the engine spells it."""
    addresses = {
        name: valid(vals[name]).base_url
        for name in ("address", "base_url")
        if vals.get(name)
    }
    return {**vals, **addresses}


def of_this_odoo(env):
    """Return this Odoo's address, spelled as all others; as it is if it is none."""
    written = env["ir.config_parameter"].sudo().get_param("web.base.url") or ""
    try:
        return clean_address(written)
    except BadAddress:
        return written


def refuse_foreign(env, vals):
    """Refuse an address under a name that is new here, unless to an administrator.

    A check connects from Odoo's own machine, which reaches more than people do. So an
    address under a new name is an administrator's to enter; under a name that this Odoo
    is known by, a manager may.
    """
    if env.is_system():
        return
    given = [vals[name] for name in ("address", "base_url") if vals.get(name)]
    names = {urlsplit(valid(address).base_url).hostname for address in given}
    if names - _known_names(env):
        raise AccessError(
            env._(
                "Only an administrator may have an address checked whose name is "
                "new to Proxy Health. Ask one to add it."
            )
        )


def _known_names(env):
    """Return the names that this Odoo is known by, those of archived addresses too."""
    everyone = env["proxy.health.target"].sudo().with_context(active_test=False)
    own = everyone.search([("address", "!=", False)])  # the others follow this one:
    addresses = [of_this_odoo(env) or "", *own.mapped("address")]
    return {urlsplit(address).hostname for address in addresses}
