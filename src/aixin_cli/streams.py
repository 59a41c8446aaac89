"""stdout and stderr as they are found: closed, read by nobody any more, on a full disk."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

UNREAD = {errno.EPIPE, errno.ESHUTDOWN}
"""The reader has gone, as `head` does when it has its lines."""
_NARROWEST = 20
"""Columns of a terminal below which no text can be laid out."""


def prepare() -> None:
    """Before anything else is opened: no file of ours may get the number of a stream that is closed."""
    _occupy()
    sys.stdout = _patient(sys.stdout, is_talk=False)
    sys.stderr = _patient(sys.stderr, is_talk=True)
    forget_width()


def forget_width() -> None:
    """Nothing fits into 0 columns: the width is looked up as if nobody had named one that can't be meant."""
    width = os.environ.get("COLUMNS")
    if width is not None and not (width.isdecimal() and len(width) < 6 and int(width) >= _NARROWEST):
        del os.environ["COLUMNS"]


def _occupy() -> None:
    """The register opened as file number 1 would be written over by whatever prints, children among them."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def _patient(stream: TextIO | None, *, is_talk: bool) -> TextIO:
    if stream is None:
        # Closed, or never there (a scheduled task, pythonw): the work is done all the same.
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
        return stream
    raw = _Patient(stream.fileno(), is_talk=is_talk)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=stream.encoding, errors=stream.errors, line_buffering=is_talk
    )


class _Patient(io.FileIO):
    """A pipe or a file that takes what it is given until it can't, and from then on swallows it.

    A reader that has gone is no error: it had what it wanted, and the command ends with the code of its work.
    A full disk is one, said once: what is still held back must not fail again while the program ends.
    """

    def __init__(self, number: int, *, is_talk: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self._is_talk = is_talk
        self._is_lost = False

    def write(self, data: Buffer, /) -> int:
        """Write, or swallow."""
        if not self._is_lost:
            try:
                return super().write(data)
            except OSError as error:
                self._is_lost = True
                if not (self._is_talk or _is_unread(error)):
                    raise
        return memoryview(data).nbytes


def _is_unread(error: OSError) -> bool:
    # Windows says "invalid argument" of a pipe that nobody reads.
    return error.errno in UNREAD or (os.name == "nt" and error.errno == errno.EINVAL)
