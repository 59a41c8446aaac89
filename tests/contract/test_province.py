"""Another province is a folder of data: a return of an invented one is read, rolled up and published by it."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.forms.province import load_province
from tests.contract.processes import ROOT, environment
from tests.contract.returns import id_number

FACTS = """
code = "990000"
name = "玄海省"
short_name = "玄海"
kind = "省"
letter = "玄"
direct = "省直"
own_level = "省本部"
helper_level = "省直及中央在玄"
landline_area = "88[0-9]"
traditional = ["東", "东"]
aliases = {}
lies_in = {}
no_unit_before = {}

[helper_unit]
code = "99X002"
names = ["省直及中央在玄单位"]
begins = ["省直"]
"""
UNITS = """code,name,short_name,parent_code,level,reports,pinyin,note
990000,玄海省,玄海,100000,province,own-level,xuanhai,
990100,东沼市,东沼,990000,prefecture,own-level,dongzhao,
990102,青砚县,青砚,990100,county,county,qingyan,
990103,白棹区,白棹,990100,county,county,baizhao,
990200,西堞市,西堞,990000,prefecture,own-level,xidie,
990202,乌苇县,乌苇,990200,county,county,wuwei,
99X002,省直及中央在玄单位,省直,990000,reporting,helper,shengzhi,
"""
FORMER = "old_code,old_name,first_year,last_year,new_code,new_name\n990199,青砚旧县,1950,1980,990102,青砚县\n"
TOWNSHIPS = "code,name,county_code,statutory\n990102001,砚台镇,990102,1\n"
PROGRAM = """
import sys
from pathlib import Path
from aixin_cli.forms import province
province.FOLDER = Path(sys.argv.pop(1))
from aixin_cli.app import run
sys.exit(run())
"""


def write_province(folder: Path) -> Path:
    folder.mkdir()
    for name, text in (
        ("province.toml", FACTS),
        ("divisions.csv", UNITS),
        ("divisions_history.csv", FORMER),
        ("townships.csv", TOWNSHIPS),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_ledger(path: Path) -> None:
    """Three pairs of 青砚县, which no name of the file tells: its heading does, in traditional script."""
    titles = (
        "序号", "县（市、区）", "乡镇（街道）", "帮扶对象姓名", "帮扶对象身份证号", "帮扶对象类别", "供养方式",
        "结对人姓名", "结对人身份证号", "结对人类别", "单位层级", "结对人电话", "结对类型", "结对日期", "状态",
    )  # fmt: skip
    rows = [
        [
            str(order), "玄海省青砚县", "砚台镇", "马某", id_number("990199", f"195{order}0101", 1), "特困人员",
            "分散散居", "李某", id_number("990199", f"198{order}0101", 3), "党员干部", "中央在玄单位", "08801234567",
            "主结对", "2024-01-05", "在帮",
        ]
        for order in (1, 2, 3)
    ]  # fmt: skip
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["结对帮扶台账"], ["填报单位：玄海省東沼市青砚县", "报告期：2024年12月"], titles, *rows])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_invented_province_of_two_prefectures_is_a_folder_of_data(tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    write_ledger(tmp_path / "incoming" / "1.csv")
    folder = write_province(tmp_path / "xuanhai")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), "run", "incoming", "--period", "2024-12"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(AIXIN_LANG="zh"),
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "强制 0，核实 0，提示 0" in done.stderr
    out = tmp_path / "out" / "2024-12"
    counted = [(row["区划代码"], row["单位"], row["帮扶对象"]) for row in rows_of(out / "tables" / "T01.csv")]
    assert counted == [
        ("990000", "玄海省", "3"),
        ("990100", "东沼市", "3"),
        ("990102", "青砚县", "3"),
        ("990103", "白棹区", ""),
        ("990200", "西堞市", ""),
        ("990202", "乌苇县", ""),
    ]
    assert rows_of(out / "tables" / "T04.csv")[0]["主结对/单位层级/省直及中央在玄"] == "3"
    assert ("990000-0", "省本部") in [(row["区划代码"], row["单位"]) for row in rows_of(out / "tables" / "T05.csv")]
    briefing = (out / "briefing.md").read_text(encoding="utf-8")
    assert "玄海省共有3名党员干部与3名" in briefing
    written = briefing + (out / "figures.json").read_text(encoding="utf-8")
    assert "甘肃" not in written.replace("爱心甘肃", "")
    assert "620000" not in written


def test_province_and_divisions_tell_of_one_province() -> None:
    province = load_province()
    top = load_divisions().by_code[province.code]
    assert (top.level, top.name, top.short_name) == ("province", province.name, province.short_name)
    named = [
        province.helper_unit.code,
        *province.aliases.values(),
        *province.lies_in,
        *sum(province.lies_in.values(), ()),
    ]
    assert set(named) <= load_divisions().by_code.keys()


def test_no_other_file_names_the_province() -> None:
    """Its own words stand in its folder; the programme's own name may stand where the programme is named."""
    telling = re.compile(r"""620000|62X00|(?<!爱心)甘肃|中央在甘|["']62["']|\(62\[""")
    examples = re.compile(r"^\s*(?:#|--|\"\"\"|source = |why = )|severe_grades|unable_grades|disability")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for folder in (ROOT / "sql", ROOT / "src" / "aixin_cli")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".sql", ".toml", ".csv") and not {"sample", "gansu"} & set(path.parts)
        for line in path.read_text(encoding="utf-8").splitlines()
        if telling.search(line) and not examples.search(line)
    ]
    assert not found
