"""The facts of an observation, for whoever tells of a check."""

from ..judge.facts import Facts


def seen_by(seen, key):
    """The `Facts` of ``vantage.probe`` in ``{key: observation}``; empty where it saw nothing."""
    observation = seen.get(key)
    return Facts(observation.facts if observation and observation.seen else {})
