"""What people decided about column titles: kept in the store, listed, written out and taken in."""

from __future__ import annotations

import difflib
import getpass
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aixin_cli.errors import DefinitionError, InputError, UsageError
from aixin_cli.forms import Layout, get_form, layouts, load_forms
from aixin_cli.forms.catalogue import read_toml
from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.title import fold_title, mask_numbers, title_key
from aixin_cli.locale import _
from aixin_cli.store import Store

ALL_UNITS = "*"
NOTHING = "nothing"
"""What a file says in place of a field where a title was decided to mean none."""
_KEYS = ("layout", "unit", "title", "field", "decided_by", "decided_at")


@dataclass(frozen=True)
class Mapping:
    """A unit's title means this field of a layout, or (None) nothing; who said so, and when."""

    layout: str
    unit: str
    title: str
    field: str | None
    decided_by: str
    decided_at: datetime

    @property
    def key(self) -> str:
        """The title folded: what it is compared by."""
        return title_key(self.title)


def find_targets(form: str, field: str | None) -> list[tuple[str, str | None]]:
    """Return the layouts that are meant, and the field's name in each.

    `form` is a layout's id, or a form's id, code or title: then every layout of it that has the field.
    `field` is a field's name, title or synonym, or None for nothing. UsageError where none is called so.
    """
    is_layout = form in layouts() and form not in load_forms()
    chosen = (layouts()[form],) if is_layout else get_form(form).layouts
    if field is None:
        return [(layout.id, None) for layout in chosen]
    found = [(layout.id, name) for layout in chosen if (name := _field_name(layout, field))]
    if not found:
        words = [word for layout in chosen for item in layout.fields for word in (item.name, item.title)]
        near = difflib.get_close_matches(field, words, n=1, cutoff=0.5)
        hint = _("did you mean {name}?").format(name=near[0]) if near else _("see: aixin forms show {form}")
        raise UsageError(_("{form} has no field {name}").format(form=form, name=field), None, hint.format(form=form))
    return list(found)


def _field_name(layout: Layout, wanted: str) -> str | None:
    folded = fold_title(wanted)
    for item in layout.fields:
        if wanted == item.name or folded in {fold_title(text) for text in (item.title, *item.synonyms)}:
            return item.name
    return None


def refuse_known(title: str, targets: Iterable[tuple[str, str | None]]) -> None:
    """Raise UsageError where a title is the form's own for another field: it would take that field's column."""
    key = title_key(title)
    for layout, name in targets:
        fields = layouts()[layout].fields
        known = [item for item in fields if key in {title_key(text) for text in (item.title, *item.synonyms)}]
        if known and name not in {item.name for item in known}:
            what = _("{title} is the form's own title of {field}").format(title=title, field=known[0].title)
            raise UsageError(what, None, _("decide on a title that the form doesn't have, or rename the column"))


def decisions(
    title: str, targets: Sequence[tuple[str, str | None]], unit: str, decided_by: str | None
) -> list[Mapping]:
    """Return the decisions of this moment on a title; who decides is the login name unless it is given."""
    if not title_key(title):
        raise UsageError(_("the title is empty"), None, _("see the titles: aixin layout show FILE"))
    who = decided_by or _login_name()
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - as the office's clock shows it, like all in the store
    return [Mapping(layout, unit, mask_numbers(title), field, who, now) for layout, field in targets]


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def list_mappings(store: Store) -> list[Mapping]:
    """Return all decisions, by layout, unit and title; none where the store is of an earlier version."""
    known = store.rows(
        """
        select count(*) from duckdb_tables()
        where database_name = current_database() and schema_name = 'meta' and table_name = 'title_mapping'
        """
    )
    if not known[0][0]:
        return []
    return [
        Mapping(*row)
        for row in store.rows(
            """
            select layout, unit_code, title, field, decided_by, decided_at
            from meta.title_mapping
            order by layout, unit_code, title_key
            """
        )
    ]


def decide(store: Store, mappings: Sequence[Mapping]) -> None:
    """Keep decisions; each takes the place of an earlier one on the same title."""
    with store.transaction():
        for item in mappings:
            store.execute(
                "insert or replace into meta.title_mapping values (?, ?, ?, ?, ?, ?, ?)",
                [item.layout, item.unit, item.key, item.title, item.field, item.decided_by, item.decided_at],
            )


def forget(store: Store, mappings: Iterable[Mapping]) -> None:
    """Drop the decisions on these titles; UsageError where there is none on any of them."""
    wanted = list(mappings)
    kept = {(item.layout, item.unit, item.key) for item in list_mappings(store)}
    found = [item for item in wanted if (item.layout, item.unit, item.key) in kept]
    if not found:
        raise UsageError(
            _("nothing was decided on the title {title}").format(title=wanted[0].title if wanted else ""),
            None,
            _("see: aixin layout list"),
        )
    with store.transaction():
        for item in found:
            store.execute(
                "delete from meta.title_mapping where layout = ? and unit_code = ? and title_key = ?",
                [item.layout, item.unit, item.key],
            )


def as_toml(mappings: Sequence[Mapping]) -> str:
    """Return decisions as the text of a TOML file, in a stable order."""
    lines = ["# Decisions on column titles: aixin layout export, aixin layout import.", ""]
    for item in sorted(mappings, key=lambda one: (one.layout, one.unit, one.key)):
        lines += [
            "[[mapping]]",
            f"layout = {_quoted(item.layout)}",
            f"unit = {_quoted(item.unit)}",
            f"title = {_quoted(item.title)}",
            f"field = {_quoted(item.field or NOTHING)}",
            f"decided_by = {_quoted(item.decided_by)}",
            f"decided_at = {item.decided_at.isoformat()}",
            "",
        ]
    return "\n".join(lines)


def write_mappings(path: Path, mappings: Sequence[Mapping]) -> None:
    """Write decisions into a TOML file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(as_toml(mappings), encoding="utf-8")
    beside.replace(path)


def read_mappings(path: Path) -> list[Mapping]:
    """Return the decisions in a TOML file.

    Raises InputError where there is none, DefinitionError with the place for any decision that can't hold.
    """
    try:
        return _read_all(path)
    except DefinitionError as error:
        error.hint = _("mend this file: it was given by you")
        raise


def _read_all(path: Path) -> list[Mapping]:
    if not path.is_file():
        raise InputError(_("there is no such file"), str(path), _("look at the path's spelling"))
    try:
        whole = read_toml(path)
    except UnicodeDecodeError:
        raise DefinitionError(_("the file is not UTF-8 text"), path.name) from None
    if set(whole) - {"mapping"} or not isinstance(whole.get("mapping", []), list):
        raise DefinitionError(_("only [[mapping]] tables belong here"), path.name)
    return [_read(entry, f"{path.name}, mapping {place}") for place, entry in enumerate(whole.get("mapping", []), 1)]


def _read(entry: dict[str, Any], where: str) -> Mapping:
    for key in sorted(set(_KEYS) ^ set(entry)):
        what = _("{key} is missing") if key in _KEYS else _("there is no key {key}")
        raise DefinitionError(what.format(key=key), where)
    for key in _KEYS:
        if not isinstance(entry[key], datetime if key == "decided_at" else str) or not entry[key]:
            raise DefinitionError(_("{key} is of the wrong kind").format(key=key), where)
    _check(entry, where)
    field = None if entry["field"] == NOTHING else entry["field"]
    decided_at = entry["decided_at"].replace(tzinfo=None)
    title = mask_numbers(entry["title"])
    return Mapping(entry["layout"], entry["unit"], title, field, entry["decided_by"], decided_at)


def _check(entry: dict[str, Any], where: str) -> None:
    """Raise DefinitionError where layout, unit or field is none of ours."""
    layout = layouts().get(entry["layout"])
    if layout is None:
        raise DefinitionError(_("no layout is called {name}").format(name=entry["layout"]), where)
    if entry["unit"] != ALL_UNITS and entry["unit"] not in load_divisions().by_code:
        raise DefinitionError(_("no unit has the code {code}").format(code=entry["unit"]), where)
    if entry["field"] != NOTHING and entry["field"] not in {item.name for item in layout.fields}:
        what = _("{layout} has no field {name}").format(layout=layout.id, name=entry["field"])
        raise DefinitionError(what, where)


def _quoted(text: str) -> str:
    """A TOML basic string: what JSON escapes, TOML does too, but for the sign DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
