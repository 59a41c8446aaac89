"""The package's own TOML, parsed once: what came of a text is kept beside the compiled modules, as Python keeps those.

It is found by a hash of the text, so an edited definition is another text and never has an old one's meaning. What
can't be read or written, or isn't whole, is as if it weren't there. Nothing of an office's own is kept.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib.util
import json
import os
import sys
import tomllib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

MOST_TEXTS = 1500
"""A few times what there is: texts that were edited since are forgotten together."""


def parse_kept(text: str) -> dict[str, Any]:
    """A text of TOML as `tomllib.loads` gives it, each time anew; raises what that raises."""
    kept = _kept()
    mark = _mark(text.encode())
    if mark in kept.told:
        found: dict[str, Any] = json.loads(kept.told[mark])
        return found
    parsed = tomllib.loads(text)
    kept.add(mark, parsed)
    return parsed


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Kept:
    """The parsed texts in one file, as JSON by the hash of the text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told = self._read()
        self._is_new = False

    def _read(self) -> dict[str, str]:
        try:
            mark, _line, content = self.path.read_bytes().partition(b"\n")
            found: dict[str, str] = json.loads(content) if mark.decode() == _mark(content) else {}
        except (OSError, ValueError):
            return {}
        return found if len(found) <= MOST_TEXTS else {}

    def add(self, mark: str, parsed: dict[str, Any]) -> None:
        """Note what came of a text, to be written when the process ends; not what JSON has no word for, as a day."""
        try:
            self.told[mark] = json.dumps(parsed, ensure_ascii=False)
        except TypeError:
            return
        if not self._is_new and not sys.dont_write_bytecode:
            atexit.register(self.write)
        self._is_new = True

    def write(self) -> None:
        """Put the file in its place whole: of two processes one has the last word, and both are right."""
        content = json.dumps(self.told).encode()
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(exist_ok=True)
            beside.write_bytes(_mark(content).encode() + b"\n" + content)
            beside.replace(self.path)
        except OSError:
            with suppress(OSError):
                # Of a full disk, what was written so far.
                beside.unlink()


@cache
def _kept() -> Kept:
    return Kept(Path(importlib.util.cache_from_source(__file__)).with_suffix(".json"))
