"""Finds the probes and rules: every module of ``probes/`` and ``rules/`` declares one.

Rules of other addons are brought by those (`bring`).
"""

import importlib
import pkgutil
from functools import cache
from threading import RLock

from .errors import BadDeclaration
from .judge.declaration import verify
from .judge.rule import Rule
from .probe import BrowserProbe, Probe
from .words import Vantage

#: The packages of rules that other addons brought.
_brought = []
#: Several checks may begin at once, and CPython 3.11 fails with “AST constructor recursion
#: depth mismatch” where two threads parse sources at the same time.
_READING = RLock()


def rules():
    """Return ``{code: Rule}`` in the order of their names, each of them verified."""
    with _READING:
        return _rules()


@cache
def _rules():
    from . import rules as package

    found = [
        rule
        for subject in [*_modules(package), *_brought]
        for rule in _verified(subject)
    ]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def bring(package):
    """Add the rules of another addon, which calls this when it is imported.

    ``package``: an imported package, each of whose modules declares one rule as the
    files of ``rules/<subject>/`` do (CONTRIBUTING.md shows one). They count in each
    database of this process. Raises `BadDeclaration` where a rule does not add up or its
    name is taken; then none of the package counts.
    """
    if package in _brought:
        return
    taken = {rule.code for rule in _verified(package)} & set(rules())
    if taken:
        raise BadDeclaration(
            f"{package.__name__}: there are rules of these names already:"
            f" {', '.join(sorted(taken))}."
        )
    _brought.append(package)
    _rules.cache_clear()


def brought():
    """Return the names of the packages that other addons brought."""
    return [package.__name__ for package in _brought]


def take_back(package):
    """Forget the rules that a package brought."""
    _brought.remove(package)
    _rules.cache_clear()


def _verified(package):
    known = all_facts()
    found = [_only(module, Rule) for module in _modules(package)]
    for rule in found:
        verify(rule, known)
    return found


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


def _known_probes():
    """Return ``{(vantage, name)}`` of every probe, those that are counted included."""
    from .probes.browser import COUNTED

    declared = [*probes().values(), *browser_probes().values()]
    found: set = {(vantage, one.name) for one in declared for vantage in one.vantages}
    return found | {(Vantage.BROWSER, name) for name in COUNTED}


@cache
def declared_facts(vantage, name):
    """Return the `Fact`s of a probe from a vantage; none where there is no such probe."""
    if vantage != Vantage.BROWSER:
        found = probes().get(name)
        return found.facts if found else ()
    from .probes.browser import COUNTED

    found = browser_probes().get(name)
    return found.facts if found else COUNTED.get(name, ())


def all_facts():
    """Return ``{(vantage, probe): facts}`` of all there are."""
    return {where: declared_facts(*where) for where in sorted(_known_probes())}


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
