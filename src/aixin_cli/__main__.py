"""`aixin` on the command line, and `python -m aixin_cli`."""

import os
import sys
import warnings

from aixin_cli import signals, streams
from aixin_cli.errors import ExitCode
from aixin_cli.locale import set_language


def main() -> None:
    """Run one command and exit with its code."""
    streams.prepare()
    signals.hear_signals()
    set_language()
    if os.environ.get("AIXIN_DEBUG") != "1":
        # Libraries warn about what only a programmer can change.
        warnings.simplefilter("ignore")
    try:
        # After the language is set: Typer fixes some of its words while it is imported.
        from aixin_cli.app import run
    except KeyboardInterrupt:
        sys.exit(ExitCode.TERMINATED if signals.was_terminated() else ExitCode.INTERRUPTED)
    sys.exit(run())


if __name__ == "__main__":
    main()
