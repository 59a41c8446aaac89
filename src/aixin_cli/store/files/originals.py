"""The files of returns themselves, kept beside the register."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from aixin_cli.store.database import translate_errors
from aixin_cli.store.files.shelf import Shelf
from aixin_cli.store.register import Store

FOLDER = "originals"
_ROOM = 8_000_000
"""So many bytes wait for the disk at most: a slow one must not fill memory."""


class Originals(Shelf):
    """The files of one load, each put on the disk while the load goes on; the disk takes longer than the writing.

    They must be settled before the register tells of them.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store, FOLDER, "select original from meta.file where original is not null")
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="originals")
        self._pending: deque[tuple[Future[None], int]] = deque()

    def _put(self, path: Path, data: bytes) -> None:
        self._wait_for(_ROOM - len(data))
        self._pending.append((self._pool.submit(super()._put, path, data), len(data)))

    def settle(self) -> None:
        """Wait until all is on the disk; StoreError where something could not be written."""
        self._wait_for(-1)

    def _wait_for(self, room: int) -> None:
        """Wait until what is still to be written takes no more room than this."""
        with translate_errors(self.root):
            while self._pending and sum(size for _future, size in self._pending) > room:
                self._pending.popleft()[0].result()

    def __exit__(self, kind: type[BaseException] | None, *error: BaseException | TracebackType | None) -> None:
        # What is still being written would come back after it was taken away.
        self._pool.shutdown(cancel_futures=True)
        super().__exit__(kind, *error)
