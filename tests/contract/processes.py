"""Runs aixin as a real process, as the shell does, and inside this one where the process isn't what is tested."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from aixin_cli.app import run
from tests.contract.forking import Forked, can_fork, forker

ROOT = Path(__file__).parents[2]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, in English, without aixin's own variables.

    Compiled modules may be kept, whatever the caller wants of his own Python: hundreds of processes use them.
    """
    own = ("AIXIN_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "AIXIN_LANG": "en", "COLUMNS": "100", **changes}


def fresh_aixin(*arguments: str, cwd: Path | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
    """One command in a new interpreter, with what it printed and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "aixin_cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment(**changes),
        check=False,
        timeout=600,
    )


def aixin(*arguments: str, cwd: Path | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, forked (where that can be) from one that has imported everything."""
    if not can_fork() or not changes.keys() <= FORKED_WITH:
        return fresh_aixin(*arguments, cwd=cwd, **changes)
    return _completed(_forked(arguments, cwd, changes))


def aixin_after(
    before: str, *arguments: str, cwd: Path | None = None, language: str = "en"
) -> subprocess.CompletedProcess[str]:
    """The same in a process that runs some Python first."""
    if can_fork():
        return _completed(_forked(arguments, cwd, {"AIXIN_LANG": language}, before))
    return fresh_aixin_after(before, *arguments, cwd=cwd, language=language)


def fresh_aixin_after(
    before: str, *arguments: str, cwd: Path | None = None, language: str = "en"
) -> subprocess.CompletedProcess[str]:
    """The same in a new interpreter, which writes all files of a month itself."""
    code = f"{before}\nfrom aixin_cli.__main__ import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, encoding="utf-8", cwd=cwd, env=environment(AIXIN_LANG=language), check=False, timeout=120,
    )  # fmt: skip


def _completed(done: Forked) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(done.args, done.code, done.out, done.said)


FORKED_WITH = {"AIXIN_LANG", "AIXIN_PASSWORD", "AIXIN_STORE", "AIXIN_DEBUG", "COLUMNS"}
"""Variables that are looked up when they are needed; others may change what an interpreter does as it starts."""


def measured(*arguments: str, cwd: Path) -> Forked:
    """One command, on Linux; its seconds are those that it worked, whatever else the machine does meanwhile.

    Of a process, not of a child of the tests' own: that would begin with what the tests hold.
    """
    return _forked(arguments, cwd, {})


def _forked(arguments: tuple[str, ...], cwd: Path | None, changes: dict[str, str], before: str = "") -> Forked:
    whole = environment(**changes)
    language = "zh" if whole["AIXIN_LANG"].startswith("zh") else "en"
    return forker(language, ROOT).run(arguments, cwd or Path.cwd(), whole, before)


def shell(line: str, cwd: Path, **changes: str) -> tuple[int, str]:
    """A line of bash in which `aixin` is called, with its code and what it says on stderr."""
    command = f'aixin() {{ "{sys.executable}" -m aixin_cli "$@"; }}; set -o pipefail; {line}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=cwd, env=environment(**changes), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=240,
    )  # fmt: skip
    return done.returncode, done.stderr


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
