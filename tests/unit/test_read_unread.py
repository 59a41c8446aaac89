"""Of the name of what wasn't read units, months, words of forms and short numbers stay; the rest is masked."""

from pathlib import Path

import pytest

from aixin_cli.read import Declared, list_sources, read_sources
from aixin_cli.read.unread_names import mask_unread
from tests.unit.read_examples import pairing, refusal, xlsx
from tests.unit.zips import Member, make_zip

MASKED = [
    ("榆中县/张三结对台账2024年12月.xlsx", "榆中县/张**结对台账2024年12月.xlsx"), ("王安宁.xlsx", "王**.xlsx"),
    ("李明细.xlsx", "李**.xlsx"), ("张三13912345678.csv", "张**139********.csv"),
    ("Zhang San.xlsx", "Z** S**.xlsx"),
    ("19900101.xls", "199*****.xls"), ("~$张三.xlsx", "~$张**.xlsx"),
    ("12月31日马一.csv", "12月31日马**.csv"),
    ("阿卜都·热合曼.png", "阿**.png"),
    ("ئالىم.xlsx", "ئ**.xlsx"), ("d欧阳锋.xlsx", "d欧**.xlsx"), ("李月.xlsx", "李**.xlsx"),
]  # fmt: skip
KEPT = [
    "2024年12月城关区AX01结对帮扶台账(1).csv", "兰州榆中_12月_结对帮扶台账_最终版v2.rar",
    "620102_2024-12_AX01.csv", "Sheet1",
    "20241231.xls", "康乐县孤儿花名册.pdf", "张掖路街道12月.pdf", "省直机关工委12月.7z",
    ".DS_Store", "备查", "README.md",
    "二〇二四年十二月社会组织报表.xlsx", "第四季度附件2.xlsx",
]  # fmt: skip


@pytest.mark.parametrize(("name", "shown"), MASKED)
def test_what_may_be_a_name_or_a_number_is_masked(name: str, shown: str) -> None:
    assert mask_unread(name) == shown


@pytest.mark.parametrize("name", KEPT)
def test_units_months_and_words_of_forms_stay(name: str) -> None:
    assert mask_unread(name) == name


def read(path: Path) -> list[tuple[str, str]]:
    return [
        (file.status, file.path) for file in read_sources([path], Declared(None, "2024-12", is_period_strict=False))
    ]


def test_a_refused_and_an_ignored_file_say_their_place_instead_of_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "12月报送"
    folder.mkdir()
    (folder / "城关区2024年12月.xlsx").write_bytes(xlsx({"台账": pairing(3)}))
    (folder / "王小二结对台账.xlsx").write_bytes(b"PK\x03\x04broken")
    (folder / "李小三.pdf").write_bytes(b"%PDF")
    (folder / "榆中县12月台账.xlsx").write_bytes(b"PK\x03\x04broken")
    order = [source.path for source in list_sources([folder])]
    found = {status: path for status, path in read(folder) if "台账" not in path or "王" in path}
    assert (
        found["refused"] == f"12月报送/王**结对台账.xlsx (file {order.index('12月报送/王小二结对台账.xlsx') + 1} of 4)"
    )
    assert found["ignored"] == f"12月报送/李**.pdf (file {order.index('12月报送/李小三.pdf') + 1} of 4)"
    assert ("refused", "12月报送/榆中县12月台账.xlsx") in read(folder)
    (file,) = [file for file in read_sources([folder], Declared(None, "2024-12")) if "王" in file.path]
    assert "小二" not in refusal(file)


def test_a_member_and_its_archive_are_masked_alike(tmp_path: Path) -> None:
    (tmp_path / "马小四.zip").write_bytes(make_zip([Member("赵小五.csv".encode(), b"\xff\xfe", flags=0x800)]))
    assert read(tmp_path / "马小四.zip") == [("refused", "马**.zip/赵**.csv (file 1 of 1)")]


def test_a_hidden_sheet_and_one_without_a_form_are_masked_in_notices(tmp_path: Path) -> None:
    path = tmp_path / "城关区2024年12月.xlsx"
    path.write_bytes(xlsx({"台账": pairing(3), "孙小六的草稿": [["a", "b", "c", "d"]] * 9}))
    (file,) = read_sources([path], Declared(None, "2024-12"))
    assert {notice.sheet for notice in file.notices if notice.rule == "R004"} == {"孙**草稿"}
    path.write_bytes(xlsx({"孙小六的填报样例": pairing(3)[:1]}))
    (file,) = read_sources([path], Declared(None, "2024-12"))
    assert "小六" not in refusal(file)


def test_folders_of_what_is_read_are_masked_but_for_units_and_the_folder_that_was_given(tmp_path: Path) -> None:
    content = xlsx({"台账": pairing(3)})
    for folder in ("马小四", "马小四/城关区/12月补报", "returns2024/629999199001011234"):
        (tmp_path / "吴小七" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "吴小七" / folder / "城关区2024年12月.xlsx").write_bytes(content)
    shown = {path.removesuffix("/城关区2024年12月.xlsx") for _status, path in read(tmp_path / "吴小七")}
    assert shown == {"吴小七/马**", "吴小七/马**/城关区/12月补报", "吴小七/returns2024/629999************"}


def test_an_archive_of_what_is_read_is_masked_too(tmp_path: Path) -> None:
    content = xlsx({"台账": pairing(3)})
    inner = make_zip([Member("赵小五/城关区2024年12月.xlsx".encode(), content, flags=0x800)])
    (tmp_path / "马小四.zip").write_bytes(make_zip([Member("城关区 孙小六.zip".encode(), inner, flags=0x800)]))
    assert read(tmp_path / "马小四.zip") == [("read", "马**.zip/城关区 孙**.zip/赵**/城关区2024年12月.xlsx")]
