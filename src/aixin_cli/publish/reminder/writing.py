"""Writes reminders and the notice: texts, Word documents in the briefing's styles, and the notice's tables as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.formulas import guard
from aixin_cli.publish.reminder.letters import Block, letter, notice, prefecture_rows, unit_rows, words
from aixin_cli.publish.reminder.owing import Month, Owing
from aixin_cli.sheets.measure import text_width
from aixin_cli.sheets.output import replacing

INDENT = "\u3000\u3000"
"""Two characters, with which a paragraph begins."""


def write_reminders(month: Month, folder: Path, *, with_notice: bool) -> int:
    """FOLDER holds a letter a unit and, where it is wanted, the notice, and nothing else of ours; how many letters."""
    with replacing(folder) as fresh:
        for unit in month.units:
            name = words()["letter_name"].format(code=unit.code, unit=unit.name)
            _write(fresh / name, tuple(letter(month, unit)), month.day)
        if with_notice:
            _write(fresh / words()["notice_name"], tuple(notice(month)), month.day)
            _write_csv(fresh / words()["prefecture_file"], prefecture_rows(month))
            _write_csv(fresh / words()["unit_file"], unit_rows(month))
    return len(month.units)


def letter_file(unit: Owing) -> str:
    """A unit's letter, without its ending."""
    return str(words()["letter_name"].format(code=unit.code, unit=unit.name))


def _write(place: Path, blocks: Sequence[Block], day: date) -> None:
    place.with_name(f"{place.name}.txt").write_text(plain_text(blocks), encoding="utf-8", newline="\n")
    place.with_name(f"{place.name}.docx").write_bytes(document(blocks, day))


def _write_csv(place: Path, rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([guard(cell) for cell in row] for row in rows)
    place.with_name(f"{place.name}.csv").write_text(text.getvalue(), encoding="utf-8-sig", newline="\n")


def plain_text(blocks: Iterable[Block]) -> str:
    """One paragraph a line, for a message."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "table":
            lines += [INDENT + line for line in block.lines]
        else:
            lines.append(block.text if block.kind in ("title", "to", "heading") else INDENT + block.text)
    return "\n".join(lines) + "\n"


def document(blocks: Iterable[Block], day: date) -> bytes:
    """The same as a Word document by GB/T 9704-2012; its times are the letter's day: the same gives the same bytes."""
    from docx import Document

    from aixin_cli.publish.text.packing import write_package

    made, title = Document(io.BytesIO(_empty_document())), ""
    for block in blocks:
        _add(made, block)
        title = title or block.text
    return write_package(made, title=title, as_of=day)


@cache
def _empty_document() -> bytes:
    """Page and styles, set once for all letters."""
    from aixin_cli.publish.text.word_template import make_document

    made, empty = make_document(), io.BytesIO()
    for name in [name for name, part in made.part.rels.items() if part.reltype.endswith("/stylesWithEffects")]:
        # The styles a second time, for Word of 2010: longer than all else, and packed with every letter.
        del made.part.rels[name]
    made.save(empty)
    return empty.getvalue()


def _add(made: Any, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from aixin_cli.publish.text.word_template import write_plain

    if block.kind == "title":
        made.add_paragraph(block.text, style="Title")
        write_plain(made, "")
    elif block.kind == "heading":
        made.add_paragraph(block.text, style="Heading 1")
    elif block.kind == "to":
        write_plain(made, block.text)
    elif block.kind == "sign":
        # 7.3.5: the day stands four characters from the right edge, who signs above it.
        made.add_paragraph(block.text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif block.kind == "table":
        _add_table(made, block.rows)
    else:
        made.add_paragraph(block.text)


def _add_table(made: Any, rows: Sequence[Sequence[str]]) -> None:
    from aixin_cli.publish.text.word_template import BODY, FIRST, fill_cell, repeat_head

    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    table.style, table.autofit = "Table Grid", False
    widths = _share_width(rows)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            fill_cell(cell, text, BODY if place else FIRST)
    repeat_head(table)


def _share_width(rows: Sequence[Sequence[str]]) -> list[Any]:
    """The text's 156 mm among the columns, by their longest texts."""
    from docx.shared import Mm

    # Names that are longer than others by far go on in a second line.
    longest = [min(max(text_width(row[place]) for row in rows), 18) + 4 for place in range(len(rows[0]))]
    return [Mm(156 * most / sum(longest)) for most in longest]
