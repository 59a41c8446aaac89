"""Several persons in one cell: each becomes a row, and their rows come and go with the sheet."""

from pathlib import Path

import pytest

from aixin_cli.read import read_sources
from aixin_cli.stage import LoadOptions, load_files
from aixin_cli.stage.returns.decisions import reinstate
from aixin_cli.store import Store
from tests.unit.read_examples import DECEMBER, NAMES, Rows, make_id, pairing, xlsx

MANY = 12


def ledger(filled: str, *, is_joined: bool = True) -> Rows:
    """Twelve pairs, the second of which names three children in one cell."""
    rows = pairing(MANY)
    if is_joined:
        rows[2][3] = "马甲、马乙、马丙"
        rows[2][4] = "、".join(make_id(number, "20120101") for number in (71, 72, 73))
    return [["城关区结对帮扶台账", f"填报日期：{filled}"], *rows]


def load(store: Store, folder: Path, rows: Rows, name: str = "620102_2024-12.xlsx") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(xlsx({"台账": rows}))
    load_files(store, read_sources([folder / name], DECEMBER), LoadOptions())


def counted(store: Store) -> list[str]:
    return [
        row[0]
        for row in store.rows(
            "select recipient_name from stg.pairing inner join meta.accepted_part using (part_id) order by row, part_id"
        )
    ]


def test_each_person_in_a_cell_counts_once_under_the_sheets_row(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        load(store, tmp_path, ledger("2025-01-03"))
        assert counted(store)[1:4] == ["马甲", "马乙", "马丙"]
        assert len(counted(store)) == MANY + 2
        rows = store.rows("select row from stg.pairing where recipient_name in ('马甲', '马乙', '马丙')")
        assert rows == [(4,), (4,), (4,)]
        assert store.rows("select rule, field, rows from chk.fix where rule = 'R120'") == [
            ("R120", "recipient_name", [4])
        ]


def test_what_is_not_one_number_a_person_is_left_as_it_is(tmp_path: Path) -> None:
    rows = ledger("2025-01-03")
    rows[3][4] = make_id(71)
    with Store.in_memory() as store:
        load(store, tmp_path, rows)
        assert store.rows("select count(*) from stg.pairing") == [(MANY,)]


def test_loading_the_same_again_changes_nothing(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        load(store, tmp_path, ledger("2025-01-03"))
        before = store.rows("select count(*) from meta.part"), counted(store)
        load(store, tmp_path, ledger("2025-01-03"))
        assert (store.rows("select count(*) from meta.part"), counted(store)) == before


@pytest.mark.parametrize("is_joined", [True, False])
def test_a_newer_version_takes_the_place_of_all_of_them(tmp_path: Path, is_joined: bool) -> None:
    newer = ledger("2025-01-09", is_joined=is_joined)
    newer[5][3] = NAMES[0] + "甲"
    with Store.in_memory() as store:
        load(store, tmp_path / "1", ledger("2025-01-03"))
        load(store, tmp_path / "2", newer)
        assert len(counted(store)) == MANY + (2 if is_joined else 0)
        assert len(set(counted(store)) & {"马乙", "马丙"}) == (2 if is_joined else 0)


def test_a_version_reinstated_brings_all_of_them_back(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        load(store, tmp_path / "1", ledger("2025-01-03"))
        load(store, tmp_path / "2", ledger("2025-01-09", is_joined=False))
        assert len(counted(store)) == MANY
        reinstate(store, 1)
        assert len(counted(store)) == MANY + 2


def version(filled: str, *second: str) -> Rows:
    """Twelve pairs; the second names one child, or two where the second one's number is given."""
    rows = pairing(MANY)
    rows[2][3] = "、".join(["马甲", "马乙"][: 1 + len(second)])
    rows[2][4] = "、".join([make_id(71, "20120101"), *second])
    return [["城关区结对帮扶台账", f"填报日期：{filled}"], *rows]


MISTYPED = make_id(72, "20120101")[:-1] + ("2" if make_id(72, "20120101")[-1] == "1" else "1")


def test_a_version_that_corrects_only_the_second_person_counts(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        load(store, tmp_path / "1", version("2025-01-03", MISTYPED))
        load(store, tmp_path / "2", version("2025-01-09", make_id(72, "20120101")))
        numbers = store.rows(
            "select recipient_id from stg.pairing inner join meta.accepted_part using (part_id) "
            "where recipient_name = '马乙'"
        )
        assert numbers == [(make_id(72, "20120101"),)]
        assert len(counted(store)) == MANY + 1


def test_a_version_without_the_second_person_takes_that_person_away(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        load(store, tmp_path / "1", version("2025-01-03", make_id(72, "20120101")))
        load(store, tmp_path / "2", version("2025-01-09"))
        assert len(counted(store)) == MANY
        assert "马乙" not in counted(store)


def test_a_file_with_the_second_person_alone_is_no_repeat_of_the_sheet(tmp_path: Path) -> None:
    only = version("2025-01-09")
    only[3:] = []
    only[2] = list(version("2025-01-03")[3])
    only[2][3:5] = ["马乙", make_id(72, "20120101")]
    with Store.in_memory() as store:
        load(store, tmp_path / "1", version("2025-01-03", make_id(72, "20120101")))
        load(store, tmp_path / "2", only)
        assert store.rows("select count(*) from meta.part") == [(3,)]
