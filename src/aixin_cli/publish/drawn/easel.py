"""Pictures are drawn in a process of their own, beside what else is made of a month; where that fails, in this one.

Python would do one after the other, and what draws takes as long to import as to draw: the process is started
before there is anything to draw.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache

from aixin_cli import beside
from aixin_cli.publish.drawn.pictures import Pictures, Wanted, draw_pictures

NAME = "pictures"
"""Of the thread that waits for the process."""
_SERVING = "aixin_cli.publish.drawn.serving"
_PATIENCE = 2
"""Seconds in which a process ends that is told to."""


class Easel:
    """The process that will draw one month's pictures, or that there is none."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def get_ready(self) -> None:
        """Start the process, unless this one has imported already what draws."""
        if self._process is None and not can_draw():
            # A system that gives no further process is no news: the pictures are drawn here.
            with suppress(OSError):
                self._process = beside.start(_SERVING)

    @contextmanager
    def drawing(self, wanted: Wanted) -> Iterator[Callable[[], Pictures]]:
        """Have pictures drawn; what is given waits for them. Nothing is left of the process."""
        if wanted == Wanted():
            yield dict
            return
        self.get_ready()
        process, self._process = self._process, None
        answer: list[bytes] = []
        asking = threading.Thread(target=_ask, args=(process, pickle.dumps(wanted), answer), name=NAME, daemon=True)

        @cache
        def take() -> Pictures:
            asking.join()
            return pickle.loads(answer[0]) if answer else draw_pictures(wanted)  # noqa: S301 - our own process

        try:
            asking.start()
            yield take
        finally:
            _end(process, asking)

    def close(self) -> None:
        """End the process that was never asked."""
        process, self._process = self._process, None
        _end(process)


def can_draw() -> bool:
    """Whether this process has imported what draws."""
    return "matplotlib.figure" in sys.modules


def _ask(process: subprocess.Popen[bytes] | None, request: bytes, answer: list[bytes]) -> None:
    if process is not None:
        with suppress(OSError):
            told = process.communicate(request)[0]
            if process.returncode == 0:
                answer.append(told)


def _end(process: subprocess.Popen[bytes] | None, asking: threading.Thread | None = None) -> None:
    """End a process, in the middle of a picture as well, and then the thread that waits for it."""
    if process is None:
        return
    process.terminate()
    if asking is not None:
        asking.join(_PATIENCE)
        process.kill()
        asking.join()
    beside.bury(process)


EASEL = Easel()
atexit.register(EASEL.close)
