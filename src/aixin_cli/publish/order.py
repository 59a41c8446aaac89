"""What is asked of a publication: which products, from which templates, how complete it must be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from aixin_cli.publish.model import Figure, State
from aixin_cli.publish.number_style import TABLE
from aixin_cli.publish.text import markdown, word

PRODUCTS = ("workbook", "data", "briefing", "charts", "poster")
"""What a month is published as, in the order in which it is made; `--only` takes these names."""
CHARTED = frozenset({"charts", "briefing"})
DRAWN = CHARTED | {"poster"}
"""The products with pictures in them: they come last, as these are drawn beside the others."""


@dataclass(frozen=True)
class Order:
    """Everything that the files follow from beside the month itself."""

    template: Path | None = None
    only: tuple[str, ...] = PRODUCTS
    require: Decimal | None = None
    """The least share of the returns behind each figure that must have come, of 1."""

    only_reported: bool = False
    """Whether the workbook leaves out units from which nothing is there."""

    publication: str = ""
    """The number and kind of a month that is being closed, as it is printed on its files."""

    @property
    def has_pictures(self) -> bool:
        """Whether anything is drawn for it."""
        return not DRAWN.isdisjoint(self.only)

    @property
    def has_charts(self) -> bool:
        """Whether all charts are."""
        return not CHARTED.isdisjoint(self.only)

    @property
    def choices(self) -> tuple[str, ...]:
        """What is chosen beside the templates: other choices make other files."""
        return (*self.only, *(["only-reported"] if self.only_reported else []))

    def sources(self, store: Path | None) -> tuple[Path, ...]:
        """The files that say how it is put: the briefing's templates, the table of number style."""
        return (*self.templates(store), TABLE)

    def templates(self, store: Path | None) -> tuple[Path, ...]:
        """The briefing's templates: of its Markdown and of its Word document."""
        return markdown.choose_template(self.template, store), word.choose_template(self.template, store)


@dataclass(frozen=True)
class PublishReport:
    """What was written, and where."""

    period: str
    directory: Path
    files: tuple[Path, ...]
    figures: tuple[Figure, ...]
    states: tuple[State, ...] = ()
