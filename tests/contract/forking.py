"""A Python that has imported aixin and forks a process for each command: a real one, that need not start first.

Run as a program, it answers on the socket whose descriptor it is given. What it forks has its own memory,
streams, folder, environment and exit code, and calls what `python -m aixin_cli` calls. What only a new
interpreter shows (that the first imports work, and in which order) is shown by `fresh_aixin`.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, NoReturn

MOST_BYTES = 200_000
"""No message is longer."""
ENDED_BY_SERVER = 70
LAZY = ("docxtpl", "matplotlib.figure", "matplotlib.backends.backend_agg", "pyarrow.parquet", "splink", "xlsxwriter")
"""What a command imports only where it uses it: a fork need not do so again."""


def can_fork() -> bool:
    """Where processes are forked soundly and descriptors passed on."""
    return sys.platform == "linux"


@dataclass(frozen=True)
class Forked:
    """What a process said and printed, and what it used."""

    args: list[str]
    code: int
    out: str
    said: str
    seconds: float
    megabytes: float


class Forker:
    """The client's side of one such Python."""

    def __init__(self, language: str, root: Path) -> None:
        self.channel, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # It ends when the other end of its socket is closed, be it that this process is killed.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.contract.forking", str(other.fileno())],
            pass_fds=[other.fileno()], env={**os.environ, "AIXIN_LANG": language}, cwd=root, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        other.close()

    def run(self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], before: str = "") -> Forked:
        """One command from its beginning to its end; `before` is Python that its process runs first."""
        command = ["aixin", *arguments]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
            asked = {"arguments": list(arguments), "cwd": str(cwd), "environment": dict(environment), "before": before}
            streams = [stream.fileno() for stream in (nothing, out, err)]
            socket.send_fds(self.channel, [json.dumps(asked).encode()], streams)
            (pid,) = self._answer(60, command)
            try:
                code, seconds, kilobytes = self._answer(600, command)
            except subprocess.TimeoutExpired:
                os.kill(int(pid), signal.SIGKILL)
                self._answer(60, command)
                raise
            return Forked(command, int(code), _text(out), _text(err), seconds, kilobytes / 1024)

    def _answer(self, timeout: float, command: list[str]) -> list[float]:
        self.channel.settimeout(timeout)
        try:
            return [float(number) for number in self.channel.recv(MOST_BYTES).split()]
        except TimeoutError:
            raise subprocess.TimeoutExpired(command, timeout) from None


@cache
def forker(language: str, root: Path) -> Forker:
    """The Python of a language: the words of options are made while they are imported."""
    return Forker(language, root)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode().replace("\r\n", "\n")


def serve(channel: socket.socket) -> None:
    """Fork a process for each message, and answer with its number and, when it has ended, its code."""
    _import_all()
    while True:
        message, streams, _, _ = socket.recv_fds(channel, MOST_BYTES, 3)
        if not message:
            return
        result, spent = os.pipe()
        pid = os.fork()
        if pid == 0:
            channel.close()
            _become(json.loads(message), streams, spent)
        for stream in (*streams, spent):
            os.close(stream)
        channel.send(str(pid).encode())
        _, status, used = os.wait4(pid, 0)
        # The most memory that it or a child of its own held is told in kilobytes; seconds are only its own.
        with os.fdopen(result) as seconds:
            told = (os.waitstatus_to_exitcode(status), seconds.read() or 0, used.ru_maxrss)
        channel.send(" ".join(map(str, told)).encode())


def _import_all() -> None:
    """What commands import, and what they keep of definitions once read; threads are none before or after."""
    from aixin_cli.locale import set_language

    set_language()
    for name in ("app", "check", "link", "publish.publishing", "read", "rollup", "stage"):
        import_module(f"aixin_cli.{name}")
    for library in filter(find_spec, LAZY):
        import_module(library)
    from aixin_cli.store import Store
    from tests import prints
    from tests.verbs import warm

    warm()
    prints.keep()
    with Store.in_memory() as store:
        store.catalogue.of_kind("check")
    assert threading.active_count() == 1


def _become(asked: dict[str, Any], streams: Sequence[int], spent: int) -> NoReturn:
    code = ENDED_BY_SERVER
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.argv = ["aixin", *asked["arguments"]]
        exec(asked["before"], {})  # noqa: S102 - the test's own
        code = _main()
    finally:
        for output in (sys.stdout, sys.stderr):
            output.flush()
        os.write(spent, str(sum(os.times()[:2])).encode())
        os._exit(code)


def _main() -> int:
    """The command's end as the interpreter would make it."""
    import atexit

    from aixin_cli.__main__ import main

    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - shown and told as the interpreter does
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    return code


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
