"""Going without a return: for one rollup, recorded with it; the next one counts it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from aixin_cli.errors import UsageError
from aixin_cli.forms import load_forms
from aixin_cli.locale import _
from aixin_cli.store import Store


@dataclass(frozen=True)
class Excluded:
    """A part of a return that doesn't count for now."""

    part_id: int
    unit_name: str
    form: str
    period: str
    path: str

    @property
    def words(self) -> str:
        """The return as people speak of it."""
        return return_words(self.part_id, self.unit_name, self.form, self.period, self.path)


def return_words(part_id: int, unit_name: str, form: str, period: str, path: str) -> str:
    """A return by its unit, form, month, number and file."""
    return _("{unit} {form} {period} (return {part}, {path})").format(
        unit=unit_name, form=load_forms()[form].code, period=period, part=part_id, path=path
    )


def exclude(store: Store, period: str, names: Sequence[str]) -> list[Excluded]:
    """Leave out the returns that are named, by number or by file, in all that this store works out from now on.

    Raises UsageError for a name that no return of the month, or of one before it that counts, answers to.
    """
    chosen = {part.part_id: part for name in names for part in _named(store, period, name)}
    store.execute("delete from ent.excluded_part")
    for part_id in sorted(chosen):
        store.execute("insert into ent.excluded_part values (?)", [part_id])
    return [chosen[part_id] for part_id in sorted(chosen)]


def _named(store: Store, period: str, name: str) -> list[Excluded]:
    parts = _counting(store, period)
    if name.isdigit():
        found = _shared(parts, [part for part in parts if part[0].part_id == int(name)])
    else:
        end = "/" + PurePath(name).as_posix().lstrip("./")
        found = [part for part, _file, _sheet in parts if f"/{part.path}".endswith(end)]
    if not found:
        raise UsageError(
            _("--without names no return that counts in {period}: {name}").format(period=period, name=name),
            None,
            _("give a number or a file as shown by: aixin returns list --period {period}").format(period=period),
        )
    return found


Placed = tuple[Excluded, int, str | None]
"""A part with its file and sheet."""


def _counting(store: Store, period: str) -> list[Placed]:
    rows = store.ask("lookup/counting_part", {"period": period})
    return [(Excluded(*row[:5]), row[5], row[6]) for row in rows]


def _shared(parts: Sequence[Placed], found: Sequence[Placed]) -> list[Excluded]:
    """A sheet is one return, also where the second persons of its cells are rows of their own."""
    places = {(part.unit_name, part.form, part.period, file, sheet) for part, file, sheet in found}
    return [part for part, file, sheet in parts if (part.unit_name, part.form, part.period, file, sheet) in places]
