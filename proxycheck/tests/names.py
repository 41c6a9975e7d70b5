"""Who knows the names in tests of redaction: a table, as the addon's is the database."""

from ..report.redact_patterns import DATABASE, USER


def known(databases=(), users=()):
    """Return what answers `redact` which candidates are names of these."""
    marks = {**dict.fromkeys(users, USER), **dict.fromkeys(databases, DATABASE)}
    folded = {name.lower(): name for name in users}

    def ask(candidates):
        spelled = {folded.get(one, one) for one in candidates}
        return {name: marks[name] for name in spelled & set(marks)}

    return ask
