"""Two months, or two publications of one, beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aixin_cli.publish.bridge.reading import Comparison
    from aixin_cli.store import Store


def chosen_rows(unit: str | None, *, is_all: bool) -> list[str]:
    """The rows that are wanted: a unit's, else the province's; none stands for all."""
    from aixin_cli.publish.bridge.reading import province_row

    if unit is not None:
        return [unit]
    return [] if is_all else [province_row()]


def compare(store: Store, before: str, after: str, figure: str | None, rows: Sequence[str]) -> Comparison:
    """The bridges between two editions by their names.

    Raises UsageError for names or figures that there are none of, StoreError for what isn't kept,
    ReconciliationError where a bridge doesn't add up.
    """
    from aixin_cli.publish.bridge.reading import compare as read
    from aixin_cli.publish.bridge.reading import find_edition

    return read(store, find_edition(store, before), find_edition(store, after), figure, rows)


def write(compared: Comparison, form: str, path: Path) -> None:
    """Write a comparison as text, CSV, JSON or a workbook."""
    from aixin_cli.publish.bridge.writing import write_comparison

    write_comparison(compared, form, path)
