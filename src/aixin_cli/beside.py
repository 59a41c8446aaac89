"""A process of aixin's own beside this one, asked and answering over its pipes: how it begins, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import IO

_BEGIN = (
    "import sys, json, importlib; sys.path[:] = json.loads(sys.argv[1]); importlib.import_module(sys.argv[2]).serve()"
)
_GOODBYE = 2
"""Seconds until a process that isn't asked any more is ended."""


def start(module: str) -> subprocess.Popen[bytes]:
    """Start a process that runs a module's `serve`; OSError where the system gives none.

    It has this one's places of modules, and never the folder that happens to be current.
    """
    command = [sys.executable, "-P", "-c", _BEGIN, json.dumps([place for place in sys.path if place]), module]
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def open_answers() -> IO[bytes]:
    """In the process: where its answers go, from where what a library prints doesn't."""
    # Ctrl-C is the asking process's matter.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers


def bury(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process's end, so that nothing of it is left, and return how it ended."""
    for stream in (process.stdin, process.stdout):
        _shut(stream)
    try:
        return process.wait(_GOODBYE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _shut(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        # What was still to be written has no reader any more.
        pass
