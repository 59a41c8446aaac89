"""Reads files that may harm their reader in a process of their own: what ends it refuses one file.

A workbook says of itself how much there is of everything, and native code believes it: the process is
aborted, killed for its memory, or never done. The process is started when the first such file comes,
goes on to the next ones, and is started again after a file that ended it. Of many harmless files a second
process reads some, beside this one, which Python would read one at a time.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from typing import Any

from aixin_cli import beside
from aixin_cli.errors import InputError
from aixin_cli.locale import _, choose_language
from aixin_cli.read.apart.ceilings import Ceiling, Watch, ended_by_time
from aixin_cli.read.apart.serving import Answer, Request
from aixin_cli.read.apart.wire import receive, send
from aixin_cli.read.content import Content
from aixin_cli.read.model import SourceFile
from aixin_cli.read.owner.statement import Declared
from aixin_cli.read.unforeseen import too_long, too_much

_SERVING = "aixin_cli.read.apart.serving"


class Apart:
    """The process, or that there is none yet; one file at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped: subprocess.Popen[bytes] | None = None
        self._declared: Declared | None = None
        self._job: Any = None
        self._is_lost = False

    def read(self, content: Content, declared: Declared, ceiling: Ceiling) -> SourceFile:
        """Read one file; InputError where it takes too much, or ends its reader."""
        with self._turn:
            with Watch(self._ready(ceiling), ceiling) as watch:
                answer = self._answered(content, declared, ceiling)
            if answer is None:
                code = self._bury()
                raise _ended(watch.excess or ("time" if ended_by_time(code) else None), code, content.path)
            return answer.file

    def read_if_free(self, content: Content, declared: Declared) -> SourceFile | None:
        """Read one harmless file; None where the process is at another one, or couldn't do it for any reason."""
        if self._is_lost or not self._turn.acquire(blocking=False):
            return None
        try:
            self._ready(None)
            answer = self._answered(content, declared, None)
        except OSError:
            # The system gives no further process.
            answer = None
        finally:
            self._turn.release()
        self._is_lost = answer is None
        return answer.file if answer else None

    def _ready(self, ceiling: Ceiling | None) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._process is self._stopped or self._process.poll() is not None):
            self._bury()
        return self._process or self._start(ceiling)

    def _answered(self, content: Content, declared: Declared, ceiling: Ceiling | None) -> Answer | None:
        """Ask the process for a file; None where it ended over it."""
        assert self._process is not None
        is_known = declared is self._declared
        self._declared = declared
        request = Request(content, ceiling, choose_language(), None if is_known else declared)
        answer = _ask(self._process, request)
        if answer is not None and answer.is_last:
            self._bury()
        return answer

    def stop(self) -> None:
        """End the process at once, in the middle of a file as well."""
        self._stopped = self._process
        if self._stopped is not None:
            self._stopped.kill()

    def close(self) -> None:
        """Let the process end by itself, or end it."""
        self.stop()
        with self._turn:
            if self._process is not None:
                self._bury()

    def _start(self, ceiling: Ceiling | None) -> subprocess.Popen[bytes]:
        """Start the process, and hold it where the system wants that from outside."""
        self._process = beside.start(_SERVING)
        self._declared = None
        if sys.platform == "win32" and ceiling is not None:
            from aixin_cli.read.apart.windows_job import hold  # noqa: PLC0415

            self._job = hold(int(self._process._handle), 2 * ceiling.memory)  # noqa: SLF001
        return self._process

    def _bury(self) -> int:
        """Wait for the process's end, so that nothing of it is left, and return how it ended."""
        process, self._process, self._job = self._process, None, None
        assert process is not None
        return beside.bury(process)


def _ask(process: subprocess.Popen[bytes], request: Request) -> Answer | None:
    """Return the answer; None where the process ended over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        send(process.stdin, request)
        answer: Answer = receive(process.stdout)
    except (EOFError, OSError):
        return None
    return answer


def _ended(excess: str | None, code: int, where: str) -> InputError:
    if excess == "memory":
        return too_much(where)
    if excess == "time":
        return too_long(where)
    hint = _("check where the file comes from; if it is a return, open it in Excel or WPS and save it as .xlsx")
    return InputError(_("The file ended the process that read it (code {code}).").format(code=code), where, hint)


APART = Apart()
atexit.register(APART.close)
