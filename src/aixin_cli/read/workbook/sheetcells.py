"""The cells of a sheet whose XML doesn't say where they stand: places are counted (18.3.1.4, r is optional)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse

from aixin_cli.read.sheet_facts import Place


class CountedCells:
    """Errors, formulas without a value, hidden rows and number cells, by places that are counted."""

    def __init__(self, xml: bytes) -> None:
        self.errors: dict[Place, str] = {}
        self.unvalued: set[Place] = set()
        self.hidden_rows: set[int] = set()
        self.numbers: dict[Place, float] = {}
        self.first_column = 2**14
        for row, element in enumerate(_rows(xml)):
            if element.get("hidden") in ("1", "true") or float(element.get("ht", "1")) < 1:
                self.hidden_rows.add(row)
            for column, cell in enumerate(element):
                self._add((row, column), cell)
            element.clear()
        self.first_column %= 2**14

    def _add(self, place: Place, cell: Element) -> None:
        kind = cell.get("t", "n")
        parts = {part.tag.rpartition("}")[2]: part.text or "" for part in cell}
        if parts.get("v") or (parts and kind in ("str", "inlineStr")):
            self.first_column = min(self.first_column, place[1])
        if kind == "e":
            self.errors[place] = parts.get("v") or "#VALUE!"
        elif "f" in parts and not parts.get("v") and (kind != "str" or "v" not in parts):
            self.unvalued.add(place)
        elif kind == "n" and parts.get("v"):
            self.numbers[place] = float(parts["v"])


def _rows(xml: bytes) -> Iterator[Element]:
    for _event, element in iterparse(io.BytesIO(xml)):
        if element.tag.rpartition("}")[2] == "row":
            yield element
