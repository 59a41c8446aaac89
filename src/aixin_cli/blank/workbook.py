"""Blank workbooks that counties fill in, one a form: made from the form's definition alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, time
from pathlib import Path

from aixin_cli.blank.guide import write_guide
from aixin_cli.blank.model import Blank
from aixin_cli.blank.order import plan_blanks
from aixin_cli.blank.sheet import write_sheet
from aixin_cli.blank.styles import Styles
from aixin_cli.blank.words import template_words
from aixin_cli.errors import UsageError
from aixin_cli.locale import _
from aixin_cli.sheets.output import add_files
from aixin_cli.store.database import private_files

__all__ = ["blank_workbook", "plan_blanks", "write_templates"]


def write_templates(blanks: Sequence[Blank], directory: Path) -> tuple[Path, ...]:
    """Write blank workbooks into a folder, all of them or none; return where they are.

    Those that begin with rows of people are for their owner alone. Raises UsageError where a file of that name is
    there already and isn't the very same: somebody may have filled it in.
    """
    made = {blank.file_name: blank_workbook(blank) for blank in blanks}
    for name, data in made.items():
        path = directory / name
        if path.exists() and not (path.is_file() and path.read_bytes() == data):
            hint = _("it may have been filled in: move it away, or name another folder with --out")
            raise UsageError(_("the file is there already and differs from a blank one"), str(path), hint)
    with private_files() if any(blank.carried for blank in blanks) else nullcontext():
        add_files(directory, made)
    return tuple(directory / name for name in made)


def blank_workbook(blank: Blank) -> bytes:
    """One blank workbook; the same question gives the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        title = template_words()["title"].format(title=blank.layout.title, code=blank.form.code)
        # The only date in the file: XlsxWriter would put the clock's.
        created = datetime.combine(blank.as_of, time())
        book.set_properties(
            {"title": f"{title} {blank.unit_name} {blank.period}", "author": "aixin", "created": created}
        )
        styles = Styles(book)
        guide = book.add_worksheet(template_words()["guide_sheet"])
        sheet = book.add_worksheet(blank.layout.title)
        lists = write_guide(guide, blank, styles)
        write_sheet(sheet, blank, lists, styles)
        sheet.activate()
    return buffer.getvalue()
