"""Invented returns with their truth: what a county, or the whole province, might send for a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.sample.options import SampleOptions, SampleReport

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SampleOptions", "SampleReport", "make_months", "make_sample"]


def make_months(directory: Path, options: SampleOptions, count: int) -> list[SampleReport]:
    """Write consecutive months from `options.period` on, a folder each: the same people, and sums that go on.

    Openings (AX08) are sent with the first month alone. Raises UsageError where the directory holds anything.
    """
    from dataclasses import replace  # noqa: PLC0415

    from aixin_cli.sample.produce import produce_months  # noqa: PLC0415

    _require_empty(directory)
    first = options.period
    months = [replace(options, period=_month_after(first, step), first=first).checked() for step in range(count)]
    return produce_months(directory, months)


def _month_after(period: str, step: int) -> str:
    month = int(period[:4]) * 12 + int(period[5:]) - 1 + step
    return f"{month // 12}-{month % 12 + 1:02d}"


def make_sample(directory: Path, options: SampleOptions | None = None) -> SampleReport:
    """Write invented returns, truth.json and truth/ into an empty (or new) directory.

    The same options give the same bytes. Raises UsageError where the directory holds anything.
    """
    from aixin_cli.sample.produce import produce  # noqa: PLC0415  (NumPy and friends load late)

    wanted = (options or SampleOptions()).checked()
    _require_empty(directory)
    return produce(directory, wanted)


def _require_empty(directory: Path) -> None:
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError("a sample is only written into an empty directory", str(directory), "name a new directory")
