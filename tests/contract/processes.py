"""Runs aixin as a real process, as the shell does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, in English, without aixin's own variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AIXIN_")}
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
