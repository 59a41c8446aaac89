"""Why a header can't be used, in words a clerk can act on; and what is said of columns read by decision or guess."""

from __future__ import annotations

from collections.abc import Sequence

from aixin_cli.errors import InputError
from aixin_cli.forms.model import Field
from aixin_cli.locale import _
from aixin_cli.read.header.decided import ALL_UNITS, TitleMemory
from aixin_cli.read.header.find import Header, missing_columns
from aixin_cli.read.header.mapping import map_columns, title_of
from aixin_cli.read.header.propose import propose
from aixin_cli.read.model import Notice, SheetLayout
from aixin_cli.read.notices import make_notice

SHOWN = 3
"""So many titles are named for a missing column."""


def refuse_missing(header: Header, unit: str | None, period: str, where: str, memory: TitleMemory) -> None:
    """Raise InputError where a required column is missing, with the decision that did it or the titles most like it."""
    missing = missing_columns(header, period)
    if not missing:
        return
    titles = "、".join(field.title for field in missing)
    what = _("The required column {titles} is missing ({form}).").format(titles=titles, form=header.layout.title)
    hint = _decided_hint(header, missing, unit, memory) or _hint(header, missing, unit)
    raise InputError(what, _("{file}, row {row}").format(file=where, row=header.stop), hint)


def refuse_money_unit(unit: str | None, row: int, where: str) -> None:
    """Raise InputError where amounts are in 千元, 百万元 or 亿元: the forms know 元 and 万元 alone."""
    if unit in (None, "元", "万元"):
        return
    what = _("The amounts are said to be in {unit}.").format(unit=unit)
    hint = _("write the amounts in 元 or 万元, and say which of the two")
    raise InputError(what, _("{file}, row {row}").format(file=where, row=row), hint)


def refuse_rival(header: Header, where: str) -> None:
    """Raise InputError where a header could be either of two forms."""
    if header.rival is None:
        return
    what = _("The header fits two forms equally: {first} and {second}.").format(
        first=header.layout.title, second=header.rival.title
    )
    hint = _("leave only one form's columns, and put the other's into a sheet of its own")
    raise InputError(what, _("{file}, row {row}").format(file=where, row=header.stop), hint)


def mapping_notices(header: Header, sheet: str | None) -> list[Notice]:
    """Return what is to be said of columns that were read by a decision or a guess."""
    found = []
    for column in header.describe():
        if column.field is None or column.how not in ("memory", "guess"):
            continue
        field = header.layout.field(column.field).title
        rule = "R162" if column.how == "memory" else "R161"
        facts = {"title": column.title, "field": field, "score": f"{column.score:.2f}"}
        found.append(make_notice(rule, sheet, header.stop, column.title, **facts))
    return found


def sheet_layout(header: Header, sheet: str | None, unit: str | None, period: str) -> SheetLayout:
    """Return how a header was understood, to be shown."""
    missing = tuple(field.name for field in missing_columns(header, period))
    return SheetLayout(sheet, header.layout.id, unit, header.start + 1, header.stop, header.describe(), missing)


def _decided_hint(header: Header, missing: Sequence[Field], unit: str | None, memory: TitleMemory) -> str | None:
    """Return the decision without which a missing column would be there, and how to drop it."""
    undecided = map_columns(header.layout, header.paths, {}).columns
    taken = [column for field in missing if (column := undecided.get(field.name)) is not None]
    column = next((column for column in taken if header.hows.get(column) in ("memory", "refused")), None)
    if column is None:
        return None
    title, layout = title_of(header.paths[column]), header.layout
    whose, who = memory.decider(layout.id, unit, title)
    means = next((layout.field(name).title for name, index in header.columns.items() if index == column), _("nothing"))
    option = "--all-units" if whose == ALL_UNITS else f"--unit {whose}"
    command = f'aixin layout forget "{title}" --form {layout.id} {option}'
    return _("{who} decided that the title {title} means {field}; drop that: {command}").format(
        who=who, title=title, field=means, command=command
    )


def _hint(header: Header, missing: Sequence[Field], unit: str | None) -> str:
    nearest = [(field, near) for field in missing if (near := _nearest(header, field))]
    if not nearest:
        return _("add the column; `aixin layout show FILE` prints how the columns were understood")
    named = "；".join(
        f"{field.title}: " + "、".join(f"{title} ({score:.2f})" for score, title in near) for field, near in nearest
    )
    field, near = nearest[0]
    whose = f"--unit {unit}" if unit and unit != ALL_UNITS else "--all-units"
    command = f'aixin layout accept "{near[0][1]}" {field.name} --form {header.layout.id} {whose}'
    return _("nearest titles: {near}; rename the column, or decide once: {command}").format(near=named, command=command)


def _nearest(header: Header, missing: Field) -> list[tuple[float, str]]:
    """Return the unknown titles most like a missing column's, with their scores."""
    scored = [
        (item.score, title)
        for column, title in header.unknown.items()
        for item in propose(header.layout.id, header.paths[column])
        if item.field == missing.name
    ]
    return sorted(scored, key=lambda item: (-item[0], item[1]))[:SHOWN]
