"""Whatever the order of the columns and whatever stands between them, the mapped values are the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aixin_cli.forms import layouts
from aixin_cli.read.header.find import find_header
from tests.unit.read_examples import TITLES, Rows, pairing, read_bytes, xlsx

FEW = settings(max_examples=25)
FOREIGN = st.lists(
    st.tuples(
        st.integers(0, len(TITLES)), st.sampled_from(["网格员", "家庭情况", "内部编码", "审核意见", "楼层", "月收入"])
    ),
    max_size=5,
    unique_by=lambda item: item[1],
)


def values(rows: Rows) -> dict[str, list[str | None]]:
    with tempfile.TemporaryDirectory() as directory:
        file = read_bytes(Path(directory), "620102_2024-12.xlsx", xlsx({"台账": rows}))
    assert file.error is None, file.error
    (table,) = file.tables
    return {name: table.rows[name].to_pylist() for name in table.rows.schema.names if name != "extra"}


@FEW
@given(order=st.permutations(range(len(TITLES))), foreign=FOREIGN)
def test_shuffled_columns_and_unknown_ones_between_change_no_mapped_value(
    order: list[int], foreign: list[tuple[int, str]]
) -> None:
    plain = pairing(6)
    rows: Rows = [[row[index] for index in order] for row in plain]
    for place, title in foreign:
        for number, row in enumerate(rows):
            row.insert(place, f"某{number}" if number else title)
    assert values(rows) == values(plain)


@FEW
@given(data=st.data(), layout=st.sampled_from(sorted(layouts())))
def test_any_synonyms_in_any_order_are_the_same_fields(data: st.DataObject, layout: str) -> None:
    fields = data.draw(st.permutations(layouts()[layout].fields))
    titles = [data.draw(st.sampled_from((field.title, *field.synonyms))) for field in fields]
    # A bare 性别 beside a helper's columns is the helper's, as 姓名 and 电话 would be.
    titles = ["对象性别" if title == "性别" else title for title in titles]
    header = find_header([titles])
    assert header is not None
    assert header.layout.id == layout
    assert header.columns == {field.name: place for place, field in enumerate(fields)}
    assert set(header.scores.values()) == {1.0}
