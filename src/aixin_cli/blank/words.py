"""The fixed Chinese words of blank workbooks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept


@cache
def template_words() -> dict[str, Any]:
    """All words of blank workbooks and of their instruction sheets."""
    return parse_kept(Path(__file__).with_name("template.toml").read_text(encoding="utf-8"))
