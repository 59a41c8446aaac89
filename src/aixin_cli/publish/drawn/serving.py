"""The other end of `easel`: a process that draws the pictures of one month."""

from __future__ import annotations

import pickle
import signal
import sys

from aixin_cli.beside import open_answers
from aixin_cli.publish.drawn.pictures import draw_pictures
from aixin_cli.publish.fonts.choosing import find_families


def serve() -> None:
    """Get ready, draw what is asked for on standard input, and end; also where nothing is asked for any more."""
    # What matplotlib keeps in a folder of its own goes with a process that is told to end, as with one that is done.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    answers = open_answers()
    get_ready()
    try:
        wanted = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    except EOFError:
        return
    pickle.dump(draw_pictures(wanted), answers)
    answers.close()


def get_ready() -> None:
    """Import what draws, which takes as long as drawing."""
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg
    import matplotlib.figure  # noqa: F401

    find_families(())
