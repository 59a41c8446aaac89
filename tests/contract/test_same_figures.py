"""A figure is the same wherever it stands: read back from the written files, with nothing of what printed them."""

from __future__ import annotations

import csv
import html
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from tests.contract.conftest import Month

NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(万|亿)?(人次|个百分点|[名人件个元户次%])")
WORTH = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
PARTS = {"month": "本月", "year": "本年累计"}


@dataclass(frozen=True)
class Files:
    """What a month was published as, each file read by itself; figures by the numbers that people call them by."""

    folder: Path

    @cached_property
    def told(self) -> dict[str, dict[str, Any]]:
        figures = json.loads((self.folder / "figures.json").read_text("utf-8"))["figures"]
        return {item["id"]: item for item in figures}

    @cached_property
    def main(self) -> dict[str, dict[str, Any]]:
        """Those that are no part of another."""
        return {name: item for name, item in self.told.items() if "_" not in name}

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as source:
            return list(csv.DictReader(source))

    @cached_property
    def markdown(self) -> list[str]:
        text = (self.folder / "briefing.md").read_text("utf-8")
        # The document's title stands otherwise.
        return [line.lstrip("#- ") for line in text.splitlines() if line.strip() and not line.startswith("# ")]

    @cached_property
    def document(self) -> Any:
        return Document(str(self.folder / "briefing.docx"))

    @cached_property
    def book(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(self.folder / "summary.xlsx")

    @cached_property
    def page(self) -> str:
        return (self.folder / "poster.html").read_text("utf-8")

    def cells(self, name: str) -> Any:
        """The cell that a name of the workbook stands for."""
        sheet, place = self.book.defined_names[name].attr_text.split("!")
        return self.book[sheet.strip("'")][place.replace("$", "")].value


@pytest.fixture(scope="module")
def files(faulty_month: Month) -> Files:
    return Files(faulty_month.results)


def printed(item: dict[str, Any]) -> str:
    return str(item["printed"])


def is_printed_as(value: object, text: str) -> bool:
    """Whether a number is the one that a text gives, to half of one in its last place."""
    found = NUMBER.fullmatch(text)
    assert found, text
    worth = WORTH[found[2] or ""]
    # Noughts behind the point are dropped: in 万 and 亿 the place behind it counts, shown or not.
    step = worth / 10 if found[2] else Decimal(1)
    return abs(Decimal(str(value)) - Decimal(found[1]) * worth) <= step / 2


def test_the_printed_form_is_the_value(files: Files) -> None:
    assert len(files.main) == 11
    for item in files.told.values():
        assert is_printed_as(item["value"], printed(item)), item


def test_the_tables_of_figures_say_what_the_json_says(files: Files) -> None:
    forms = [printed(item) for item in files.told.values()]
    values = [Decimal(str(item["value"])) for item in files.told.values()]
    rows = files.rows("figures.csv")
    assert [row["公布写法"] for row in rows] == forms
    assert [Decimal(row["数值"]) for row in rows] == values
    lines = [line for line in (files.folder / "figures.md").read_text("utf-8").splitlines() if line.startswith("| F")]
    cells = [line.strip("| ").split(" | ") for line in lines]
    assert [(row[2], Decimal(row[3])) for row in cells] == list(zip(forms, values, strict=True))
    province = [row for row in files.rows("tables/figures.csv") if row["区划代码"] == "620000"]
    assert {row["指标编号"]: (row["公布写法"], Decimal(row["数值"])) for row in province} == {
        name: (printed(item), Decimal(str(item["value"]))) for name, item in files.told.items()
    }


def test_the_workbook_says_what_the_json_says(files: Files) -> None:
    for name, item in files.main.items():
        assert Decimal(str(files.cells(f"指标_{name}"))) == Decimal(str(item["value"])), name
        parts = [part for other, part in files.told.items() if other.startswith(f"{name}_")]
        shown = [printed(item), *(f"本年{printed(part)}" for part in parts)]
        assert files.cells(f"指标_{name}_公布写法").split("；") == shown, name


def test_the_poster_says_what_the_json_says(files: Files) -> None:
    forms = [printed(item) for item in files.main.values()]
    cards = re.findall(r'class="number"[^>]*><b>([^<]*)</b><span>([^<]*)</span>', files.page)
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', files.page)
    assert [number + unit for number, unit in cards] == forms
    assert [(html.unescape(label), text) for label, text in rows] == [
        (item["label"], printed(item)) for item in files.main.values()
    ]


def test_the_document_has_the_same_sentences_and_its_table_the_same_figures(files: Files) -> None:
    paragraphs = [paragraph.text for paragraph in files.document.paragraphs]
    assert len(files.markdown) > 20
    for line in files.markdown:
        assert any(line in text for text in paragraphs), line
    (table,) = files.document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[:2] for row in rows] == [[item["label"], printed(item)] for item in files.told.values()]
    for row, item in zip(rows, files.told.values(), strict=True):
        assert (item["month"] is None) == (row[2] == "—"), row
        assert item["month"] is None or is_printed_as(item["month"], row[2]), row


def test_every_number_of_the_headline_is_a_figures(files: Files) -> None:
    start = next(number for number, line in enumerate(files.markdown) if line.startswith("据已报"))
    headline = "".join(files.markdown[start : start + 2])
    told = [found[0] for found in NUMBER.finditer(re.sub(r"据已报的\d+个单位统计(（[^）]*）)?，", "", headline))]
    assert sorted(told) == sorted(printed(item) for item in files.main.values())


@pytest.mark.parametrize("name", ["F03", "F04", "F05", "F11"])
@pytest.mark.parametrize("part", PARTS)
def test_the_months_and_the_years_part_in_the_text_are_those_of_the_json(files: Files, name: str, part: str) -> None:
    item = files.told[name]
    sentence = next(text for line in files.markdown for text in line.split("。") if f"本月{item['label']}" in text)
    before = PARTS[part] + (item["label"] if part == "month" else "")
    found = NUMBER.match(sentence, sentence.index(before) + len(before))
    assert found
    assert is_printed_as(item[part], found[0])


def test_the_categories_in_the_text_are_those_of_the_first_table(files: Files) -> None:
    (row,) = [row for row in files.rows("tables/T01.csv") if row["区划代码"] == "620000"]
    seen = 0
    for line in files.markdown:
        for found in re.finditer(r"(\w+)应结对(\d+)人，已结对(\d+)人，结对率([\d.]+)%", line):
            label = next(
                title.partition("/")[0] for title in row if title.endswith("/应结对") and title[:2] in found[1]
            )
            assert (row[f"{label}/应结对"], row[f"{label}/已结对"]) == (found[2], found[3])
            assert abs(Decimal(row[f"{label}/结对率"]) * 100 - Decimal(found[4])) <= Decimal("0.05")
            seen += 1
    assert seen == 4
