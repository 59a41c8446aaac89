"""Reads the form definitions (one TOML a form) into frozen dataclasses, strictly."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any, TypeVar, get_args

from aixin_cli.errors import DefinitionError
from aixin_cli.forms.kept_toml import parse_kept
from aixin_cli.forms.model import Code, Field, FieldFormat, FieldType, Form, FormKind, Indicator, Layout, Role
from aixin_cli.forms.province import fill_province
from aixin_cli.forms.title import fold_title

T = TypeVar("T")
DIRECTORY = Path(__file__).parent
FORM_IDS = ("pairing", "activity", "organization", "fund_entry", "project", "site", "indicator", "opening")
_FORM_KEYS = {f.name for f in dataclass_fields(Form)} - {"layouts"} | {"layout"}
_LAYOUT_KEYS = {f.name for f in dataclass_fields(Layout)} - {"fields"} | {"field"}
_FIELD_KEYS = {f.name for f in dataclass_fields(Field)} | {"like", "codes_from"}
_CODE_KEYS = {f.name for f in dataclass_fields(Code)}
_INDICATOR_KEYS = {f.name for f in dataclass_fields(Indicator)}
_CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(FieldType),
    "format": get_args(FieldFormat),
    "role": get_args(Role),
    "kind": get_args(FormKind),
}
_LISTS = ("synonyms", "grouped")
_NAME_LISTS = ("row_key", "recognised_by", "anchors", "required_columns")


class Catalogue:
    """The definitions of one directory; `shared.toml` holds what several forms have in common."""

    def __init__(self, directory: Path = DIRECTORY) -> None:
        self.directory = directory
        shared = read_toml(directory / "shared.toml")
        self.groups: dict[str, list[str]] = shared.get("group", {})
        self.shared = {entry["name"]: entry for entry in shared.get("field", [])}

    def load_form(self, form_id: str) -> Form:
        """One form out of `<form_id>.toml`."""
        path = self.directory / f"{form_id}.toml"
        entry = read_toml(path)
        _check_keys(entry, _FORM_KEYS, path.name, form_id)
        _check_choice(entry, "kind", path.name)
        layouts = tuple(self._layout(item, path.name) for item in entry.pop("layout"))
        return _build(Form, {**entry, "layouts": layouts}, path.name)

    def load_indicators(self) -> tuple[Indicator, ...]:
        """Return the indicator codes of AX07."""
        path = self.directory / "indicator_codes.toml"
        entries = read_toml(path)["indicator"]
        for entry in entries:
            _check_keys(entry, _INDICATOR_KEYS, path.name, str(entry.get("code")))
        return tuple(_build(Indicator, entry, path.name) for entry in entries)

    def _layout(self, entry: dict[str, Any], file: str) -> Layout:
        where = str(entry.get("id"))
        _check_keys(entry, _LAYOUT_KEYS, file, where)
        fields = tuple(self._field(item, file, where) for item in entry.pop("field"))
        lists = {key: tuple(entry.pop(key, ())) for key in _NAME_LISTS}
        layout = _build(Layout, {**entry, **lists, "fields": fields}, file)
        _check_layout(layout, file)
        return layout

    def _field(self, entry: dict[str, Any], file: str, layout: str) -> Field:
        like = entry.get("like")
        if like is not None and like not in self.shared:
            raise DefinitionError(f"No shared field is called {like}.", f"{file}, {layout}.like")
        whole = {**self.shared.get(str(like), {}), **entry}
        place = f"{layout}.{whole.get('name')}"
        _check_keys(whole, _FIELD_KEYS, file, place)
        for key in ("type", "format", "role"):
            _check_choice(whole, key, f"{file}, {place}")
        codes = self._codes(whole, file, place)
        group = self._group(whole.get("group"), f"{file}, {place}.group")
        kept = {k: v for k, v in whole.items() if k not in ("like", "codes_from", "codes", "group")}
        lists = {key: tuple(kept.pop(key, ())) for key in _LISTS}
        return _build(Field, {**kept, **lists, "group": group, "codes": codes}, f"{file}, {place}")

    def _group(self, name: str | None, where: str) -> tuple[str, ...]:
        if name is None:
            return ()
        if name not in self.groups:
            raise DefinitionError(f"No group header is called {name}.", where)
        return tuple(self.groups[name])

    def _codes(self, entry: Mapping[str, Any], file: str, place: str) -> tuple[Code, ...]:
        if entry.get("codes_from") == "indicator_codes":
            return _indicator_codes(self.load_indicators())
        codes = []
        for item in entry.get("codes", []):
            _check_keys(item, _CODE_KEYS, file, f"{place}.codes")
            values = {**item, "synonyms": tuple(item.get("synonyms", ()))}
            codes.append(_build(Code, values, f"{file}, {place}.codes"))
        _check_codes(codes, f"{file}, {place}.codes")
        if (entry.get("type") == "code") != bool(codes):
            raise DefinitionError("A code field needs codes, and only a code field.", f"{file}, {place}")
        return tuple(codes)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the TOML file's content; DefinitionError where it is missing or broken."""
    try:
        return parse_kept(fill_province(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise DefinitionError("A definition file is missing.", path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"Not valid TOML: {error}.", path.name) from error


def _indicator_codes(indicators: Iterable[Indicator]) -> tuple[Code, ...]:
    return tuple(Code(value=item.code, title_en=item.name_en, unit=item.unit) for item in indicators)


def _build(kind: type[T], values: Mapping[str, Any], where: str) -> T:
    try:
        return kind(**values)
    except TypeError as error:
        raise DefinitionError(f"Incomplete definition: {error}.", where) from error


def _check_keys(entry: Mapping[str, Any], known: set[str], file: str, place: str) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise DefinitionError(f"Unknown key {unknown[0]}.", f"{file}, {place}.{unknown[0]}")


def _check_choice(entry: Mapping[str, Any], key: str, where: str) -> None:
    value = entry.get(key)
    if value is not None and value not in _CHOICES[key]:
        raise DefinitionError(f"Unknown {key} {value}.", f"{where}.{key}")


def _check_codes(codes: Iterable[Code], where: str) -> None:
    seen: dict[str, str] = {}
    for code in codes:
        for text in (code.value, *code.synonyms):
            if text in seen:
                raise DefinitionError(f"{text} stands for {seen[text]} and for {code.value}.", where)
            seen[text] = code.value


def _check_layout(layout: Layout, file: str) -> None:
    names = [field.name for field in layout.fields]
    numbers = [str(field.number) for field in layout.fields]
    for what, values in (("field name", names), ("field number", numbers)):
        repeated = sorted({v for v in values if values.count(v) > 1})
        if repeated:
            raise DefinitionError(f"The {what} {repeated[0]} is used twice.", f"{file}, {layout.id}")
    required = [name for either in layout.required_columns for name in either.split("|")]
    for name in (*layout.row_key, *layout.recognised_by, *layout.anchors, *required):
        if name not in names:
            raise DefinitionError(f"No field is called {name}.", f"{file}, {layout.id}")
    _check_titles(layout, file)


def _check_titles(layout: Layout, file: str) -> None:
    seen: dict[tuple[str, str], str] = {}
    for field in layout.fields:
        keys = {("", fold_title(text)) for text in (field.title, *field.synonyms)}
        keys |= {(fold_title(g), fold_title(t)) for g in field.group for t in field.grouped}
        for key in sorted(keys):
            if key in seen:
                other = seen[key]
                raise DefinitionError(
                    f"The title {key[1]} means both {other} and {field.name}.", f"{file}, {layout.id}"
                )
            seen[key] = field.name
