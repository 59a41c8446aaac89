"""An analyst's answer as a file: its name's ending says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.sheets.output import placing

if TYPE_CHECKING:
    from aixin_cli.store.asking import Answer, Batches

MOST_ROWS = 1_048_575
MOST_DIGITS = 15
"""Excel keeps no more of a number."""


@contextmanager
def keep_private(is_private: bool) -> Iterator[None]:
    """Files made inside are for their owner alone where they hold what the register holds, masked or not."""
    from aixin_cli.store.database import private_files

    with private_files() if is_private else nullcontext():
        yield


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Put a text in its place, whole or not at all."""
    with placing(path) as fresh:
        fresh.write_text(text, encoding, newline="\n")


def write_parquet(path: Path, read: Callable[[], AbstractContextManager[Batches]]) -> int:
    """A file of columns, written as its rows come, and how many they are."""
    import pyarrow.parquet as pq

    count = 0
    with placing(path) as fresh, read() as batches, pq.ParquetWriter(fresh, batches.schema) as file:
        for batch in batches:
            file.write_batch(batch)
            count += batch.num_rows
    return count


def write_workbook(path: Path, answer: Answer) -> None:
    """One sheet: numbers as numbers where Excel keeps all their digits, no text a formula.

    Raises UsageError for more rows than a sheet holds.
    """
    import xlsxwriter

    if len(answer.rows) > MOST_ROWS:
        what = _("the answer has more rows than a sheet holds ({most})").format(most=f"{MOST_ROWS:,}")
        raise UsageError(what, str(path), _("name a file that ends with .csv or .parquet"))
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True})
        for column, name in enumerate(answer.names):
            sheet.write_string(0, column, name, head)
        for number, row in enumerate(answer.rows, 1):
            for column, (cell, kind) in enumerate(zip(row, answer.kinds, strict=True)):
                if kind == "number" and _fits(cell):
                    sheet.write_number(number, column, float(cell or 0))
                elif cell is not None:
                    sheet.write_string(number, column, cell[:32_767])
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    with placing(path) as fresh:
        fresh.write_bytes(content.getvalue())


def _fits(text: str | None) -> bool:
    digits = sum(sign.isdigit() for sign in (text or "").lower().partition("e")[0].strip("-0."))
    return text is not None and len(text) > 0 and digits <= MOST_DIGITS and text.lower().lstrip("-")[:1].isdigit()
