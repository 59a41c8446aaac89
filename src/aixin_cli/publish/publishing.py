"""Writes all files of a month, beside their target first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aixin_cli.publish.briefing import choose_template, fill
from aixin_cli.publish.data_files import write_data_files, write_figures
from aixin_cli.publish.edition import read_edition
from aixin_cli.publish.model import PublishReport
from aixin_cli.publish.workbook import write_workbook
from aixin_cli.sheets.output import replacing

if TYPE_CHECKING:
    from aixin_cli.store import Store


def publish(store: Store, period: str, out_dir: Path, template: Path | None = None) -> PublishReport:
    """Write OUT/<period>/ from the month's out.* tables; the same tables give the same bytes.

    Raises DefinitionError when the template names what isn't published, StoreError when the month
    hasn't been rolled up or the folder can't be written.
    """
    edition = read_edition(store, period)
    text = fill(choose_template(template, store.directory), edition)
    target = out_dir / period
    with replacing(target) as folder:
        write_workbook(edition, folder / "summary.xlsx")
        write_data_files(edition, folder / "tables")
        write_figures(edition, folder / "figures.json")
        (folder / "briefing.md").write_text(text, encoding="utf-8", newline="\n")
        files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return PublishReport(period, target, tuple(target / file for file in files), edition.figures, edition.states)
