"""What can go wrong in using this package; what goes wrong on a network is an observation.

ProxyCheckError
├── BadAddress       the address to check is not one
├── BadObservation   an observation handed in from outside is malformed
└── BadDeclaration   a rule or a probe is declared wrongly (raised at import)
"""


class ProxyCheckError(Exception):
    """Base of all; its text is a sentence for a person."""


class BadAddress(ProxyCheckError):
    """The address is not an http(s) address that could be checked."""


class BadObservation(ProxyCheckError):
    """An observation from outside has unknown words, wrong types or too much in it."""


class BadDeclaration(ProxyCheckError):
    """A rule or probe says something impossible about itself."""
