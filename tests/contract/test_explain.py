"""`aixin load --explain` says how a file is understood, keeps nothing, and shows nobody's name or number."""

from pathlib import Path

from aixin_cli.errors import ExitCode
from tests.contract.processes import aixin, aixin_here
from tests.unit.read_examples import make_id, pairing, xlsx


def ledger(folder: Path) -> str:
    rows = pairing(4)
    rows[0][4] = "帮扶对象身份证号码"
    rows[0].append("内部编码")
    rows[1].append("甲1")
    rows[2][3] = "马甲、马乙"
    rows[2][4] = f"{make_id(81)}、{make_id(82)}"
    rows.append(["合计", None, None, "9人"])
    rows.append(["填表人：沙某某"])
    data = xlsx({"台账": [["城关区结对帮扶台账"], *rows], "说明": [["填表说明"]]})
    (folder / "620102_2024-12.xlsx").write_bytes(data)
    return "620102_2024-12.xlsx"


def test_it_tells_headers_columns_rows_and_repairs(tmp_path: Path) -> None:
    done = aixin("load", ledger(tmp_path), "--explain", cwd=tmp_path, AIXIN_LANG="en")
    assert done.returncode == ExitCode.DONE, done.stderr
    told = done.stdout
    assert "sheet 台账: AX01 Ledger of pairings, header in row 2" in told
    assert "帮扶对象身份证号码" in told
    assert "ID number of the recipient" in told
    assert "a synonym" in told
    assert "内部编码" in told
    assert "城关区 620102, 2024-12: 8 rows = 4 accepted + 0 quarantined + 4 set aside" in told
    assert "1 rows = 1 accepted + 0 quarantined + 0 set aside" in told
    assert "set aside as totals: row 7" in told
    assert "repaired R120: 帮扶对象姓名, 1 cells, row 4" in told
    assert "query R103  台账  row 7" in told
    assert "note R005  说明" in told


def test_it_keeps_nothing_and_shows_nobody(tmp_path: Path) -> None:
    name = ledger(tmp_path)
    done = aixin_here("load", name, "--explain", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    for secret in ("马甲", "马乙", "沙某某", make_id(81), make_id(82), make_id(1)):
        assert secret not in done.stdout + done.stderr


def test_a_file_that_is_refused_is_explained_as_far_as_it_was_understood(tmp_path: Path) -> None:
    rows = pairing(3)
    rows[0][4] = "编码"
    (tmp_path / "620102_2024-12.xlsx").write_bytes(xlsx({"台账": rows}))
    done = aixin_here("load", "620102_2024-12.xlsx", "--explain", cwd=tmp_path, AIXIN_LANG="en")
    assert done.returncode == ExitCode.INPUT
    assert "The required column 帮扶对象身份证号 is missing" in done.stdout
    assert "missing: ID number of the recipient" in done.stdout


def test_it_speaks_chinese_too(tmp_path: Path) -> None:
    done = aixin("load", ledger(tmp_path), "--explain", cwd=tmp_path, AIXIN_LANG="zh")
    assert "帮扶对象身份证号" in done.stdout
    assert "ID number" not in done.stdout
