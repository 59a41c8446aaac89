"""Whatever the order of columns, the title rows and the encoding, rows are conserved."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.read_examples import TITLES, csv_text, pairing, read_bytes, xlsx

FEW = settings(max_examples=25)
ODD_ROWS = st.sampled_from([[], ["小计", None, None, 3], [7], ["张掖路街道", None, None, None, None, 12]])


def conserved(data: bytes, name: str, expected_rows: int, sheet_rows: int) -> list[str]:
    """Read, check that every row is accounted for once, and return the recipients' names."""
    with tempfile.TemporaryDirectory() as directory:
        file = read_bytes(Path(directory), name, data)
    assert file.error is None, file.error
    (table,) = file.tables
    rows = table.rows.column("row").to_pylist() + table.set_aside.column("row").to_pylist()
    assert sorted(rows) == list(range(1, sheet_rows + 1))
    assert table.rows.num_rows == expected_rows
    return table.rows.column("recipient_name").to_pylist()


@FEW
@given(order=st.permutations(range(len(TITLES))), titles=st.integers(0, 8), count=st.integers(1, 40))
def test_column_order_and_title_rows_change_nothing(order: list[int], titles: int, count: int) -> None:
    plain = pairing(count)
    rows = [[f"第{n}行标题"] for n in range(titles)] + [[row[index] for index in order] for row in plain]
    names = conserved(xlsx({"台账": rows}), "城关区.xlsx", count, titles + 1 + count)
    assert names == [row[3] for row in plain[1:]]


@FEW
@given(odd=st.lists(st.tuples(st.integers(1, 20), ODD_ROWS), max_size=6))
def test_rows_that_are_no_data_never_cost_a_row_that_is(odd: list[tuple[int, list[object]]]) -> None:
    rows = pairing(20)
    for place, row in odd:
        rows.insert(place, row)  # type: ignore[arg-type]
    names = conserved(xlsx({"台账": rows}), "城关区.xlsx", 20, 21 + len(odd))
    assert names == [row[3] for row in pairing(20)[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@FEW
@given(texts=st.lists(st.text(st.characters(codec="gb18030", exclude_categories=("C", "Z"),
                                            exclude_characters="\"'=,;；，|\t"), min_size=1, max_size=8),
                      min_size=3, max_size=3))  # fmt: skip
def test_any_text_survives_any_encoding(encoding: str, texts: list[str]) -> None:
    rows = pairing(3)
    for row, text in zip(rows[1:], texts, strict=True):
        row[2] = f"{text}镇"
    with tempfile.TemporaryDirectory() as directory:
        file = read_bytes(Path(directory), "城关区.csv", csv_text(rows).encode(encoding))
    assert file.tables[0].rows.column("township").to_pylist() == [f"{text}镇" for text in texts]
