"""The clerical review workbook as its writer and its reader both know it: sheets, words, and the keys of its rows."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.review.kinds import load_questions

_KEY = re.compile(rf"({'|'.join(load_questions())})-(\d{{1,18}})-([0-9A-Z]{{1,18}})-([0-9a-f]{{12}})")
_MARK = re.compile(
    r"period=(20\d\d-\d\d); store=([0-9a-f]{12}); unit=([0-9A-Z]{6}|-); pairs=(\d+); cases=(\d+); check=([0-9a-f]{12})"
)


@cache
def review_words() -> dict[str, Any]:
    """The words that are written and read back."""
    return parse_kept(Path(__file__).with_name("keys.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class FileMark:
    """Whose and of which month a review workbook is, and how much it asks; stands on its instruction sheet."""

    period: str
    store: str
    unit: str | None = None
    pair_count: int = 0
    case_count: int = 0

    @property
    def text(self) -> str:
        """As it is written."""
        return f"{review_words()['mark']}: {self._content}; check={_digest(self._content)}"

    @property
    def _content(self) -> str:
        counts = f"pairs={self.pair_count}; cases={self.case_count}"
        return f"period={self.period}; store={self.store}; unit={self.unit or '-'}; {counts}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What a cell says; None where it is no mark, or an altered one."""
        found = _MARK.search(text) if text.startswith(review_words()["mark"]) else None
        if found is None:
            return None
        unit = None if found[3] == "-" else found[3]
        mark = cls(found[1], found[2], unit, int(found[4]), int(found[5]))
        return mark if mark.text == text.strip() else None

    def key(self, kind: str, left_id: int, other: int | str) -> str:
        """What ties a row to its question (two identities, or a person and a unit), in this store and month."""
        check = _digest(f"{self.store} {self.period} {kind} {left_id} {other}")
        return f"{kind}-{left_id}-{other}-{check}"

    def read_key(self, text: str) -> tuple[str, int, str] | None:
        """The question of a row; None where the key was altered or is of another store or month."""
        found = _KEY.fullmatch(text.strip())
        if found is None:
            return None
        question = found[1], int(found[2]), found[3]
        return question if self.key(*question) == text.strip() else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
