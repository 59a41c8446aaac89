"""Signals that end the program: heard like Ctrl-C, so that what is half done is undone."""

from __future__ import annotations

import signal
import time
from types import FrameType

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""What an office's scheduler, a closed terminal and Windows's Ctrl-Break send, where the system has it."""
_REPEATED = 2.0
"""Seconds in which the same signal sent again says nothing new: `timeout` sends it to the process and to its group."""
_heard: list[float] = []


class Terminated(KeyboardInterrupt):
    """Raised in the main thread where Ctrl-C would raise KeyboardInterrupt, and undone by the same code."""


def hear_signals() -> None:
    """End on these signals as on Ctrl-C; one that the caller has ignored (nohup) stays ignored."""
    _heard.clear()
    for number in numbers():
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _raise)


def numbers() -> set[signal.Signals]:
    """The signals of this system that end the program."""
    return {getattr(signal, name) for name in ENDING if hasattr(signal, name)}


def was_terminated() -> bool:
    """Whether one of them came: DuckDB forgets which exception stopped it."""
    return bool(_heard)


def _raise(_number: int, _frame: FrameType | None) -> None:
    now = time.monotonic()
    is_repeated = bool(_heard) and now - _heard[-1] < _REPEATED
    if not is_repeated:
        _heard.append(now)
        raise Terminated
