"""What a rule needs: read from the parameters of its ``check``."""

import inspect
from dataclasses import dataclass

from ..errors import BadDeclaration
from ..words import Vantage


@dataclass(frozen=True)
class Need:
    """One probe that a rule looks at.

    `vantage` is None where each vantage through the proxy will do, taken in turn.
    """

    name: str
    probe: str
    vantage: Vantage | None
    optional: bool

    def key(self, vantage):
        """Return ``vantage.probe``, for the public vantage that is judged now."""
        return f"{self.vantage or vantage}.{self.probe}"


def needs_of(check):
    """Return the `Need` of each parameter of ``check``; raise `BadDeclaration`."""
    parameters = inspect.signature(check).parameters.values()
    if not parameters:
        raise BadDeclaration(
            f"{check.__module__}: check() has no parameter, so it needs nothing."
        )
    return tuple(_need(parameter) for parameter in parameters)


def _need(parameter):
    optional = parameter.default is not inspect.Parameter.empty
    first, _underscore, rest = parameter.name.partition("_")
    if first in [vantage.value for vantage in Vantage]:
        return Need(parameter.name, rest, Vantage(first), optional)
    return Need(parameter.name, parameter.name, None, optional)
