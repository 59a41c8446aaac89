"""Runs aixin as a real process, as the shell does, and inside this one where the process isn't what is tested."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from aixin_cli.app import run

ROOT = Path(__file__).parents[2]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, in English, without aixin's own variables.

    Compiled modules may be kept, whatever the caller wants of his own Python: hundreds of processes use them.
    """
    own = ("AIXIN_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "AIXIN_LANG": "en", "COLUMNS": "100", **changes}


def aixin(*arguments: str, cwd: Path | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
    """One command, with what it printed and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "aixin_cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment(**changes),
        check=False,
        timeout=600,
    )


def shell(line: str, cwd: Path, **changes: str) -> tuple[int, str]:
    """A line of bash in which `aixin` is called, with its code and what it says on stderr."""
    command = f'aixin() {{ "{sys.executable}" -m aixin_cli "$@"; }}; set -o pipefail; {line}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=cwd, env=environment(**changes), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=240,
    )  # fmt: skip
    return done.returncode, done.stderr


# Of a process, not of its children: those would begin with what the tests' own process holds.
_MEASURED = """
import os, re, sys
from aixin_cli.__main__ import main
try:
    main()
finally:
    peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
    print(sum(os.times()[:2]), int(peak) / 1024)
"""


@dataclass(frozen=True)
class Measured:
    """What a process said, and what it used."""

    code: int
    said: str
    seconds: float
    megabytes: float


def measured(*arguments: str, cwd: Path) -> Measured:
    """One command, on Linux; its seconds are those that it worked, whatever else the machine does meanwhile."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *arguments],
        capture_output=True, encoding="utf-8", cwd=cwd, env=environment(), check=False, timeout=240,
    )  # fmt: skip
    seconds, megabytes = map(float, done.stdout.split()[-2:])
    return Measured(done.returncode, done.stderr, seconds, megabytes)


def aixin_here(*arguments: str, cwd: Path | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
    """One command inside this process, with what `aixin` gives of it: a second less for each.

    Every verb and exit code has tests that run a process. Typer's own words are those of the language in which
    this process imported it.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with (
        patch.dict(os.environ, environment(**changes), clear=True),
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(arguments)
    said, talked = (_text(stream) for stream in (out, err))
    return subprocess.CompletedProcess(["aixin", *arguments], code, said, talked)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode().replace("\r\n", "\n")
