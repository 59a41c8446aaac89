"""What is known of one file while it is read, and of each of its sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from aixin_cli.read.body.rows import Aside
    from aixin_cli.read.grid import Grid, Row
    from aixin_cli.read.header.find import Header
    from aixin_cli.read.model import Notice, SheetLayout, SourceTable
    from aixin_cli.read.owner.preamble import Facts
    from aixin_cli.read.owner.statement import Claim, Declared

MONEY_LAYOUTS = ("fund_entry", "activity", "activity_monthly", "project")


@dataclass(slots=True)
class Reading:
    """What is known of one file while its sheets are read."""

    path: str
    declared: Declared
    claims: list[Claim]
    fallback: list[Claim]
    is_supplement: bool = False
    tables: list[SourceTable] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    layouts: list[SheetLayout] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    """The rows of the sheet on which a unit answers."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its header and what its texts state."""

    grid: Grid
    header: Header
    height: int
    aside: Aside
    facts: Facts
    where: str

    @property
    def money_unit(self) -> Literal["元", "万元"] | None:
        """The unit that amounts are declared in, by the header or else by the texts around the table."""
        if self.header.layout.id not in MONEY_LAYOUTS:
            return None
        return self.header.money_unit or self.facts.money_unit  # type: ignore[return-value]
