"""A month's findings out of the store: listed, and written in the format that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import NotReadyError
from aixin_cli.locale import _

if TYPE_CHECKING:
    from aixin_cli.check.standing import Standing
    from aixin_cli.store import Store


def rules_of(store: Store, chosen: Sequence[str]) -> list[str] | None:
    """The rules that are meant by codes or beginnings of codes; UsageError for a word that none begins with."""
    from aixin_cli.check import Choice
    from aixin_cli.store.rules import known_rules

    if not chosen:
        return None
    known = known_rules(store.catalogue)
    choice = Choice.of(chosen, (), known, option="--rule")
    return [code for code in known if choice.has(code)]


def require_rolled_up(store: Store, period: str) -> None:
    """NotReadyError for a month without figures: nothing tells what a finding moves."""
    from aixin_cli import rollup

    if period not in rollup.published_months(store):
        raise NotReadyError(
            _("{period} was not rolled up yet").format(period=period),
            None,
            _("roll it up first: aixin rollup --period {period}").format(period=period),
        )


def write(standing: Standing, text: str | None, out: Path, *, has_mark: bool = False) -> None:
    """Put the findings into a file, whole or not at all; without a text as a workbook."""
    from aixin_cli.check.standing import to_answer
    from aixin_cli.publish import answer_files

    if text is None:
        answer_files.write_workbook(out, to_answer(standing.findings))
    else:
        # Excel takes a file without a mark for one of the system's code page.
        answer_files.write_text(out, text, "utf-8-sig" if has_mark else "utf-8")
