"""How much time and memory one file may take, and how a process is held to it on each system."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

Excess = Literal["time", "memory"]
_PATIENCE = 6
"""The clock's seconds for each second of work: a machine has other things to do."""
_LOOK = 0.25


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Seconds of work and bytes of memory, beside those that the process has before it begins."""

    seconds: float
    memory: int


def limit_self(ceiling: Ceiling | None) -> None:
    """Hold this process to a ceiling, where the system does that; None takes it off again.

    The timer counts what the process works, and its signal ends the process whatever code is running.
    """
    if sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_PROF, ceiling.seconds if ceiling else 0)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on Windows

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = _address_space() + ceiling.memory if ceiling else hard
        is_tighter = hard != resource.RLIM_INFINITY and (most > hard or most < 0)
        resource.setrlimit(resource.RLIMIT_AS, (hard if is_tighter else most, hard))


def resident_bytes() -> int:
    """Return how much memory this process holds; 0 where the system doesn't tell cheaply."""
    return _statm(1) if sys.platform == "linux" else 0


def ended_by_time(code: int) -> bool:
    """Tell from how a process ended whether its time was up."""
    return sys.platform != "win32" and code == -signal.SIGPROF


class Watch:
    """Watches a process from outside while it reads a file: by the clock, and by its memory where nothing else does."""

    def __init__(self, process: subprocess.Popen[bytes], ceiling: Ceiling) -> None:
        self.excess: Excess | None = None
        self._process = process
        self._ceiling = ceiling
        self._is_done = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_done.set()
        self._thread.join()

    def _look(self) -> None:
        until = time.monotonic() + self._ceiling.seconds * _PATIENCE
        is_watched = sys.platform == "darwin"
        first = asked_memory(self._process.pid) if is_watched else 0
        while not self._is_done.wait(_LOOK if is_watched else max(0.0, until - time.monotonic())):
            if time.monotonic() >= until:
                self.excess = "time"
            elif is_watched and asked_memory(self._process.pid) - first > self._ceiling.memory:
                self.excess = "memory"
            if self.excess:
                self._process.kill()
                return


def asked_memory(process: int) -> int:
    """Return a process's resident bytes as `ps` tells them: macOS keeps to no limit of its own."""
    done = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=False)  # noqa: S607
    told = done.stdout.strip()
    return int(told) * 1024 if told.isdigit() else 0


def _address_space() -> int:
    return _statm(0)


def _statm(place: int) -> int:
    import resource  # noqa: PLC0415

    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - read for every file
        return int(told.read().split()[place]) * resource.getpagesize()
