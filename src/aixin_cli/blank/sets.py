"""The blank workbooks of one unit or of all, with the rows of the last returns where those are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.blank.carried import carry_rows
from aixin_cli.blank.model import UNSAFE, Blank
from aixin_cli.blank.order import plan_blanks, plan_senders
from aixin_cli.blank.workbook import write_templates
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.store.settings import Settings

if TYPE_CHECKING:
    from aixin_cli.store import Store


@dataclass(frozen=True)
class Order:
    """Which forms for which month; with a store, ledgers begin with what it holds of the unit."""

    names: Sequence[str]
    period: str
    settings: Settings
    store: Store | None = None

    def blanks_of(self, unit: str) -> list[Blank]:
        """What is made for one unit; raises what `plan_blanks` raises."""
        blanks = plan_blanks(self.names, unit, self.period, self.settings)
        if self.store is None:
            return blanks
        return [replace(blank, carried=carry_rows(self.store, blank)) for blank in blanks]


@dataclass(frozen=True, slots=True)
class Written:
    """Where one unit's workbooks are, and with how many rows they begin."""

    paths: tuple[Path, ...]
    row_counts: tuple[int, ...]

    @classmethod
    def of(cls, blanks: Sequence[Blank], folder: Path) -> Written:
        """Write them, all or none; raises what `write_templates` raises."""
        rows = tuple(len(blank.carried.rows) for blank in blanks if blank.carried)
        return cls(write_templates(blanks, folder), rows)


def write_for_all(order: Order, folder: Path) -> Iterator[Written]:
    """Write the workbooks of every unit that owes one of the forms, into a folder of its own: 620102_城关."""
    for unit, names in plan_senders(order.names).items():
        short = UNSAFE.sub("", load_divisions().by_code[unit].short_name)
        yield Written.of(replace(order, names=names).blanks_of(unit), folder / f"{unit}_{short}")


def write_for_one(order: Order, unit: str, folder: Path) -> Iterator[Written]:
    """Write the workbooks of one unit into a folder."""
    yield Written.of(order.blanks_of(unit), folder)
