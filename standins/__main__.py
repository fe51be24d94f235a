"""`python -m standins PORT [PARENT]`: the training world, until it is ended or the process PARENT is gone."""

import os
import sys
import time

from standins.server import running


def main(port: int, parent: int | None) -> None:
    """Serve."""
    with running(port):
        while parent is None or _lives(parent):
            time.sleep(1)


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
