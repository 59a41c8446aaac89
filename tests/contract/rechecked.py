"""`aixin check` of the same returns again: read, loaded and asked about the first time, told anew each time.

What differs between formats, languages' words, baselines and choices of rules comes after that, and takes a fifth.
"""

from __future__ import annotations

import subprocess
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest.mock import patch

from aixin_cli.commands.month import check
from aixin_cli.jobs import month
from aixin_cli.store import Store
from tests.contract.processes import aixin_here


@dataclass
class Kept:
    """Returns that were loaded and asked about in a language."""

    store: Store
    load_id: int | None = None
    sources: list[Any] = field(default_factory=list)

    def load(self, load: Any, store: Store, intake: Any, memory: Any, form: Any, passed: Any) -> int:
        """In place of loading, from the second time on."""
        if self.load_id is None:
            self.load_id = load(store, intake, memory, form, passed)
            self.sources = passed
        else:
            passed.extend(self.sources)
        assert self.load_id is not None
        return self.load_id

    def ask(self, ask: Any, store: Store, period: str) -> list[Any]:
        """In place of asking, from the second time on."""
        return [] if store.rows("select 1 from chk.outcome limit 1") else ask(store, period)


class Checked:
    """Returns that stay as they are, by their path; they may lie in copies of a folder."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Kept] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for kept in self.kept.values():
            kept.store.close()

    def again(self, path: str, *options: str, cwd: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
        if (path, language) not in self.kept:
            self.kept[path, language] = Kept(Store.in_memory())
        kept = self.kept[path, language]
        with ExitStack() as patches:
            for owner, name, instead in (
                (Store, "in_memory", lambda _folder: nullcontext(kept.store)),
                (check, "_load", partial(kept.load, check._load)),
                (month, "check_only", partial(kept.ask, month.check_only)),
            ):
                patches.enter_context(patch.object(owner, name, instead))
            return aixin_here("check", path, *options, cwd=cwd, AIXIN_LANG=language)
