"""`aixin load --explain`: how files are understood, without keeping anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aixin_cli.jobs import incoming
from aixin_cli.locale import _, pick
from aixin_cli.screen import console
from aixin_cli.screen.columns import headings, hows
from aixin_cli.screen.findings import words
from aixin_cli.screen.summary import reason_words

if TYPE_CHECKING:
    from aixin_cli.read import SourceFile

SHOWN_ROWS = 8


def explain(intake: incoming.Intake, store: Path) -> bool:
    """Read and stage the files in memory, print how each was understood; tell whether all could be read."""
    from aixin_cli.check import explain_parts
    from aixin_cli.read import read_sources
    from aixin_cli.stage import LoadOptions, NothingRead, load_files
    from aixin_cli.store import Store

    declared = incoming.declare(intake, incoming.memory_of(incoming.decisions_in(store)))
    files: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    with Store.in_memory() as opened:
        try:
            done = load_files(
                opened, _watched(read_sources(intake.paths, declared), files), LoadOptions(relation="part")
            )
            parts = explain_parts(opened, done.load_id)
        except NothingRead:
            # What is wrong with each file is told like everything else about it.
            pass
    for file in files:
        file["parts"] = [part for part in parts if part["file"] == file["path"]]
    for file in files:
        _show_file(file)
    return all(file["status"] != "refused" for file in files)


def _watched(files: Iterator[SourceFile], seen: list[dict[str, Any]]) -> Iterator[SourceFile]:
    """The same files; what is known of each before its rows are staged is noted as it passes."""
    for file in files:
        error = file.error
        seen.append({
            "path": file.path,
            "status": file.status,
            "what": error.what if error else file.ignored_because,
            "where": error.where if error else None,
            "hint": error.hint if error else None,
            "layouts": [asdict(layout) for layout in file.layouts],
            "notices": [
                {
                    "rule": notice.rule, "severity": notice.severity, "sheet": notice.sheet, "row": notice.row,
                    "column": notice.column, "message": pick(notice.message, notice.message_zh),
                    "hint": pick(notice.hint, notice.hint_zh),
                }
                for notice in file.notices
            ],
        })  # fmt: skip
        yield file


def _show_file(file: dict[str, Any]) -> None:
    console.out(f"{file['path']}  {words().get(file['status'], _('read'))}")
    for text in (file["what"], file["where"], file["hint"]):
        if text:
            console.out(f"  {text}")
    for layout in file["layouts"]:
        _show_layout(layout)
    for part in file["parts"]:
        _show_part(part)
    for notice in file["notices"]:
        row = _("row {row}").format(row=notice["row"]) if notice["row"] else None
        place = "  ".join(str(text) for text in (notice["sheet"], row, notice["column"]) if text)
        severity = words()[notice["severity"]]
        console.out(f"  {severity} {notice['rule']}  {place}  {notice['message']}".rstrip())
    console.out("")


def _show_layout(layout: dict[str, Any]) -> None:
    from aixin_cli.forms import form_of_layout, layouts

    found = layouts()[layout["layout"]]
    named = f"{form_of_layout(found.id).code} {pick(found.title_en, found.title)}"
    rows = _rows(sorted({layout["first_row"], layout["last_row"]}))
    console.out("  " + _("sheet {sheet}: {form}, header in {rows}").format(
        sheet=layout["sheet"] or "—", form=named, rows=rows
    ))  # fmt: skip
    titles = {field.name: pick(field.title_en, field.title) for field in found.fields}
    ways = hows()
    lines = [
        [
            column["letter"], column["title"], titles.get(column["field"], "—"), f"{column['score']:.2f}",
            ways.get(column["how"], column["how"]),
        ]
        for column in layout["columns"]
    ]  # fmt: skip
    for line in console.align([headings()[name] for name in ("column", "title", "field", "score", "how")], lines):
        console.out("    " + line)
    missing = _comma().join(titles.get(name, name) for name in layout["missing"])
    if missing:
        console.out("    " + _("missing: {titles}").format(titles=missing))


def _show_part(part: dict[str, Any]) -> None:
    from aixin_cli.forms import form_of_layout
    from aixin_cli.forms.divisions import load_divisions

    unit = load_divisions().by_code[part["unit"]]
    # A book of several sheets has a line for each: the unit alone wouldn't tell them apart.
    place = " ".join(text for text in (part["sheet"], form_of_layout(part["layout"]).code) if text)
    aside = sum(map(len, part["set_aside"].values()))
    told = _(
        "{place}, {unit} {code}, {period}: "
        "{read} rows = {accepted} accepted + {quarantined} quarantined + {aside} set aside"
    )
    console.out("  " + told.format(
        place=place, unit=unit.name, code=unit.code, period=part["period"], read=part["read"],
        accepted=part["accepted"], quarantined=part["quarantined"], aside=aside,
    ))  # fmt: skip
    reasons = reason_words()
    for reason, rows in part["set_aside"].items():
        console.out("    " + _("set aside as {reason}: {rows}").format(
            reason=reasons.get(reason, reason), rows=_rows(rows)
        ))  # fmt: skip
    for fix in part["fixes"]:
        console.out("    " + _("repaired {rule}: {column}, {count} cells, {rows}: {message}").format(
            rule=fix["rule"], column=fix["column"] or "—", count=fix["count"], rows=_rows(fix["rows"]),
            message=fix["message"],
        ))  # fmt: skip


def _rows(rows: Sequence[int]) -> str:
    """Rows named in a sentence: one, or several."""
    text = _("row {row}") if len(rows) == 1 else _("rows {row}")
    return text.format(row=_span(rows))


def _comma() -> str:
    return pick(", ", "、")


def _span(rows: Sequence[int]) -> str:
    """Row numbers for reading, runs as `3–7`, the rest of a long list left out."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row <= runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:SHOWN_ROWS]]
    return _comma().join(shown) + (pick("…", "……") if len(runs) > SHOWN_ROWS else "")
