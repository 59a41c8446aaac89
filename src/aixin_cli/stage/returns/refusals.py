"""Returns that can't count whatever they hold: refused when they are loaded, so that nothing releases them.

What the sums of a month exclude is refused here, sheet by sheet and unit by unit; the others of the
same book stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from aixin_cli.errors import AixinError, InputError
from aixin_cli.forms import get_form, layouts
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.reading import reading_rules
from aixin_cli.store import Store

RULES = {"helper": "R908"}
"""By the kind of sender; R907 says it of all others."""
UNOWED = ("R907", "R908")


def refuse_unowed(store: Store, load_id: int) -> list[AixinError]:
    """Take away the new parts of forms that their units don't send; a file with nothing else is refused.

    Gives the errors of those files.
    """
    found = store.ask("intake/unowed_part", {"load_id": load_id})
    for file_id, _path, sheet, *told, _parts in found:
        _notice(store, file_id, sheet, told)
    drop_parts(store, [part_id for row in found for part_id in row[-1]])
    files = groupby(found, key=lambda row: (int(row[0]), str(row[1])))
    return [error for (file_id, path), rows in files if (error := _refuse_file(store, file_id, path, next(rows)[3:-1]))]


def _told(facts: Sequence[Any]) -> tuple[str, AixinError, list[Any]]:
    """The rule that refuses, its error in the chosen language, and a notice's texts in both."""
    unit, form_id, name, reports, count = facts
    form = get_form(form_id)
    rule = reading_rules()[RULES.get(reports, "R907")]
    sent = "、".join(get_form(other).code for other in load_divisions().may_send(unit))
    message = rule.message.filled(unit=name, unit_code=unit, form=form.code, title=form.title, count=count)
    fix = rule.fix.filled(unit=name, forms=sent)
    return rule.code, InputError(message.chosen, None, fix.chosen), [rule.severity, *message, *fix]


def _notice(store: Store, file_id: int, sheet: str | None, facts: Sequence[Any]) -> None:
    code, _error, (severity, *texts) = _told(facts)
    store.execute(
        "insert into chk.notice values (?, null, ?, ?, ?, null, null, ?, ?, ?, ?)",
        [file_id, code, severity, sheet, *texts],
    )


def _refuse_file(store: Store, file_id: int, path: str, facts: Sequence[Any]) -> AixinError | None:
    """Refuse the file as a whole where no part of it is left; its first refusal says why."""
    if store.rows("select 1 from meta.part where file_id = ? limit 1", [file_id]):
        return None
    _code, error, _texts = _told(facts)
    store.execute(
        "update meta.file set status = 'refused', what = ?, hint = ? where file_id = ?",
        [error.what, error.hint, file_id],
    )
    return InputError(error.what, path, error.hint)


def drop_parts(store: Store, parts: Sequence[int]) -> None:
    """Take parts out of the register with all that was made of them; what was said of them stays."""
    if not parts:
        return
    tables = [f"{schema}.{layout}" for layout in layouts() for schema in ("raw", "stg")]
    tables += ["raw.set_aside", "chk.finding", "chk.fix", "meta.part_column", "meta.part_field", "meta.part"]
    for table in tables:
        store.execute(f"delete from {table} where list_contains($ids, part_id)", {"ids": list(parts)})  # noqa: S608
