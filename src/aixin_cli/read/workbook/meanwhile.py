"""Work on a large workbook that goes on while its reading does something else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any


class Meanwhile:
    """Does work on a thread of its own where that is worth while, else at once."""

    def __init__(self, *, is_worthwhile: bool) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="meanwhile") if is_worthwhile else None

    def __enter__(self) -> Meanwhile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def start(self, work: Callable[..., Any], *args: Any, **options: Any) -> Callable[[], Any]:
        """Begin the work; what is returned waits for its result, or raises what it raised."""
        if self._pool is not None:
            return self._pool.submit(work, *args, **options).result
        done = work(*args, **options)
        return lambda: done
