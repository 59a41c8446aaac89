"""Chooses among a workbook's sheets: which hold a form, which are left out, what a sheet without a form may say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aixin_cli.errors import InputError
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.reading import ANSWER_SHEET, FEEDBACK_MARK, TEMPLATE_MARK
from aixin_cli.locale import _
from aixin_cli.read.grid import Grid, text_of
from aixin_cli.read.header.find import MAX_DEPTH, MAX_START, Header, find_header
from aixin_cli.read.lines.judge_row import ID_FIELDS, is_resident_id
from aixin_cli.read.notices import make_notice
from aixin_cli.read.owner.preamble import is_labelled, read_facts

if TYPE_CHECKING:
    from aixin_cli.read.reading import Reading

Found = list[tuple[Grid, Header]]
LOOKED_AT = 500
"""So many rows of a sheet called a sample are looked through for a real number."""
MAX_COVER = 6
"""A longer text that labels nothing is no cover."""
_SAMPLE_SHEET = re.compile(r"样例|样表|示例|填报说明|填表说明|数据字典|代码表|填写说明|^说明$|填报须知")
_INSTRUCTION = re.compile(r"要求|通知|说明|须知|指南|办法|提示")


def choose_sheets(grids: Sequence[Grid], reading: Reading) -> tuple[Found, list[Grid]]:
    """Return the sheets that hold a form, and those without one; the others are noted as left out."""
    found: Found = []
    loose: list[Grid] = []
    doubtful: Found = []
    for grid in grids:
        reading.notices.extend(grid.found)
        if grid.is_hidden:
            reading.notices.append(make_notice("R006", grid.sheet))
            continue
        if _is_answer_sheet(grid):
            reading.answers.extend(grid.rows(0, grid.height))
            continue
        is_sample = bool(_SAMPLE_SHEET.search(grid.sheet or ""))
        if is_sample and _is_ours(grid):
            continue
        header = find_header(grid.rows(0, MAX_START + MAX_DEPTH), grid.merges, reading.declared.memory)
        if header is None and not is_sample:
            loose.append(grid)
        elif header is not None and (not is_sample or _has_real_rows(grid, header)):
            (doubtful if is_sample else found).append((grid, header))
        else:
            reading.notices.append(make_notice("R005", grid.sheet))
    return _with_doubtful(found, doubtful, reading), loose


def refuse_far(found: Found, loose: Sequence[Grid], reading: Reading) -> None:
    """Raise what is wrong with a form's sheet that reaches too far; one without a form is left out beside others."""
    far = [grid for grid, _header in found if grid.too_far] or [grid for grid in loose if grid.too_far and not found]
    if far and far[0].too_far is not None:
        raise far[0].too_far
    reading.notices += [
        make_notice("R181", grid.sheet, cell=str(grid.too_far.where).rpartition("!")[2])
        for grid in loose
        if grid.too_far
    ]


def _is_ours(grid: Grid) -> bool:
    """Tell whether a sheet is the instruction sheet of a blank workbook that `aixin template` made."""
    return any(TEMPLATE_MARK in text_of(row) for row in grid.rows(0, 3))


def _is_answer_sheet(grid: Grid) -> bool:
    """Tell whether a sheet is the one on which a unit answers, which `aixin feedback` put there."""
    is_named = (grid.sheet or "").startswith(ANSWER_SHEET)
    return is_named and any(FEEDBACK_MARK in text_of(row) for row in grid.rows(0, 3))


def _with_doubtful(found: Found, doubtful: Found, reading: Reading) -> Found:
    """Add the sheets called samples that hold real rows, unless an ordinary sheet holds the same form."""
    taken = {header.layout.id for _grid, header in found}
    for grid, header in doubtful:
        if header.layout.id in taken:
            reading.notices.append(make_notice("R005", grid.sheet))
        else:
            found.append((grid, header))
    return found


def _has_real_rows(grid: Grid, header: Header) -> bool:
    """Tell whether a person's number in the sheet's first rows has a right check digit."""
    body = grid.batch.slice(header.stop, LOOKED_AT)
    columns = [header.columns[name] for name in ID_FIELDS if name in header.columns]
    texts = (text for column in columns for text in body.column(column).to_pylist())
    return any(is_resident_id(text.strip()) for text in texts if text)


def cover_lines(grid: Grid) -> list[str]:
    """Return the lines of a sheet without a form that speak for the other sheets; none where it is no cover.

    Labels speak always; a title or a name alone does where the sheet is short and holds no sentences.
    """
    rows = [row for row in grid.rows(0, MAX_START) if text_of(row)]
    lines = [text_of(row) for row in rows]
    labelled = [line for line in lines if is_labelled(line)]
    is_short = len(lines) <= MAX_COVER or bool(labelled)
    if not is_short or any("。" in line for line in lines):
        return labelled
    alone = [text_of(row) for row in rows if sum(1 for cell in row if cell and cell.strip()) == 1]
    units = {unit for line in alone if (unit := read_facts([line], None).unit)}
    if units and load_divisions().most_specific(sorted(units)) is None:
        return labelled
    return [line for line in lines if line in alone or line in labelled]


def is_instruction(grid: Grid) -> bool:
    """Tell whether a sheet without a form is a notice or an explanation: it says nothing of this return."""
    first = next((text for row in grid.rows(0, MAX_START) if (text := text_of(row))), "")
    return bool(_INSTRUCTION.search(grid.sheet or "") or re.search(r"(?:通知|要求|说明|须知)$", first.strip()))


def no_form(grids: Sequence[Grid], reading: Reading) -> InputError:
    """Return the error for a file without any form; where there are pictures, the table may be one."""
    where = reading.path
    pictures = sum(grid.facts.picture_count for grid in grids if grid.facts)
    if pictures:
        what = _("No form was recognised in the file, but {count} pictures.").format(count=pictures)
        return InputError(what, where, _("a table pasted as a picture can't be read: send the table itself"))
    whys = {"R005": _("named as a sample or an explanation"), "R006": _("hidden")}
    left_out = [f"{notice.sheet} ({whys[notice.rule]})" for notice in reading.notices if notice.rule in whys]
    if left_out:
        what = _("No form was recognised in the file; sheets were left out: {sheets}.").format(
            sheets="、".join(left_out)
        )
        return InputError(what, where, _("unhide the sheet, or rename it, if it holds the return's rows"))
    hint = _("the first rows must hold the form's column titles; `aixin forms show` prints them")
    return InputError(_("No form was recognised in the file."), where, hint)
