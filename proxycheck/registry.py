"""Finds the probes and rules: every module of ``probes/`` and ``rules/`` declares one."""

import importlib
import pkgutil
from functools import cache

from .errors import BadDeclaration
from .probe import BrowserProbe, Probe
from .rule import Rule
from .words import Vantage


@cache
def rules():
    """Return ``{code: Rule}`` in the order of their names."""
    from . import rules as package

    found = {module: _only(module, Rule) for module in _modules(package)}
    declared = {rule.code: rule for rule in found.values()}
    for rule in declared.values():
        unknown = [code for code in rule.explains if code not in declared]
        if unknown:
            raise BadDeclaration(f"{rule.code} explains {unknown}, which are no rules.")
    return declared


@cache
def probes():
    """Return ``{name: Probe}`` of those that Python can run."""
    from . import probes as package

    modules = [m for m in _modules(package) if not hasattr(m, "BROWSER_PROBES")]
    return {probe.name: probe for probe in (_only(module, Probe) for module in modules)}


@cache
def browser_probes():
    """Return ``{name: BrowserProbe}``: what the page may run and post."""
    from .probes import browser

    return {
        probe.name: probe
        for probe in browser.BROWSER_PROBES
        if isinstance(probe, BrowserProbe)
    }


def shared_facts(vantage, name):
    """Return what of a probe's facts may leave the house, as `Fact`s."""
    if vantage != Vantage.BROWSER:
        found = probes().get(name)
        return found.shares if found else ()
    from .probes.browser import COUNTED

    found = browser_probes().get(name)
    return found.shares if found else COUNTED.get(name, ())


def _modules(package):
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def _only(module, kind):
    own = [value for value in vars(module).values() if isinstance(value, kind)]
    if len(own) != 1:
        raise BadDeclaration(
            f"{module.__name__} must declare one {kind.__name__}, not {len(own)}."
        )
    return own[0]
