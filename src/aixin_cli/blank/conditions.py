"""The conditions of a form (`required_when`, `only_when`) in Chinese, and as formulas of a spreadsheet.

They are SQL over a layout's fields, of five kinds joined by `and`; one of another kind is refused, so
that no blank workbook says less than the form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aixin_cli.blank.words import template_words
from aixin_cli.errors import DefinitionError
from aixin_cli.forms.model import Layout

_KINDS = {
    "equal": r"(?P<name>\w+) = (?P<values>'[^']*')",
    "different": r"(?P<name>\w+) <> (?P<values>'[^']*')",
    "one_of": r"(?P<name>\w+) in \((?P<values>'[^']*'(?:, '[^']*')*)\)",
    "blank": r"(?P<name>\w+) is null(?P<values>)",
    "unmarked": r"coalesce\((?P<name>\w+), ''\) not like (?P<values>'%[^'%]*%')",
}


@dataclass(frozen=True, slots=True)
class Atom:
    """One of the comparisons that a condition joins."""

    kind: str
    field: str
    values: tuple[str, ...]


def read_condition(text: str, layout: Layout) -> tuple[Atom, ...]:
    """Return a condition's comparisons; DefinitionError where one is of a kind not known here."""
    return tuple(_read_atom(part.strip(), layout) for part in re.split(r"\band\b", text))


def _read_atom(text: str, layout: Layout) -> Atom:
    for kind, pattern in _KINDS.items():
        found = re.fullmatch(pattern, text)
        if found is not None:
            return Atom(kind, found["name"], tuple(re.findall(r"'%?([^'%]*)%?'", found["values"])))
    raise DefinitionError(f"A blank workbook can't say this condition: {text}.", layout.id)


def condition_text(text: str, layout: Layout) -> str:
    """Return a condition in Chinese, by the titles of its fields."""
    words = template_words()["conditions"]
    parts = [
        words[atom.kind].format(title=layout.field(atom.field).title, value="、".join(atom.values))
        for atom in read_condition(text, layout)
    ]
    return str(words["join"]).join(parts)


def condition_formula(text: str, layout: Layout, cells: Mapping[str, str]) -> str:
    """Return a condition as a spreadsheet's formula; a field without a cell in `cells` is blank."""
    parts = [_formula(atom, cells.get(atom.field, '""')) for atom in read_condition(text, layout)]
    return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"


def _formula(atom: Atom, cell: str) -> str:
    equal = [f'{cell}="{value}"' for value in atom.values]
    if atom.kind == "equal":
        return equal[0]
    if atom.kind == "one_of":
        return f"OR({','.join(equal)})"
    if atom.kind == "blank":
        return f'{cell}=""'
    if atom.kind == "different":
        # A blank is neither equal nor different, as in SQL.
        return f'AND({cell}<>"",{cell}<>"{atom.values[0]}")'
    return f'ISERROR(SEARCH("{atom.values[0]}",{cell}))'
