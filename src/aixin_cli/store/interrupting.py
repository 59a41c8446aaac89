"""Ctrl-C, or another end, while a statement runs: DuckDB itself looks for it only between pieces of its work."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aixin_cli import signals
from aixin_cli.store.database import Connection


@contextmanager
def interruptible(connection: Connection) -> Iterator[None]:
    """A rule that never ends can be stopped: a thread hears the signal and tells DuckDB."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    watcher = threading.Thread(target=_watch, args=(heard, connection), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        told.close()
        watcher.join()
        heard.close()


def _watch(heard: socket.socket, connection: Connection) -> None:
    while number := heard.recv(1):
        if number[0] == signal.SIGINT or number[0] in signals.numbers():
            connection.interrupt()
