"""The fixed words of the sheet on which a unit answers: written by one side, read by the other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept


@cache
def answer_words() -> dict[str, Any]:
    """All words of the answer sheet, as `answer_sheet.toml` has them."""
    return parse_kept(Path(__file__).with_name("answer_sheet.toml").read_text(encoding="utf-8"))
