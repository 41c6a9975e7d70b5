"""Build the editions of the series named, or of all; print where each lies."""

import sys

from editions.build import build
from editions.differences import SERIES, BuildError


def main(names):
    """Return the exit code: 1 when one could not be built, 2 for a series that is none."""
    unknown = [name for name in names if name not in SERIES]
    if unknown:
        print(f"No such edition: {unknown[0]}. One of {', '.join(SERIES)}.")
        return 2
    try:
        for series in names or SERIES:
            folder, archive = build(series)
            print(f"{folder}\n{archive}")
    except BuildError as error:
        print(f"editions: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
