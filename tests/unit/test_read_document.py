"""Letters are read as they stand once all changes are accepted, within limits, and shown without names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from aixin_cli.errors import InputError
from aixin_cli.read.document import Prose, name_candidates, read_document

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def run(text: str, mark: str = "t", look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:{mark}>{text}</w:{mark}></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def packed(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {NAMES}>{body}</w:{name}>")
    return content.getvalue()


def read(folder: Path, name: str, data: bytes) -> list[tuple[str, str, str]]:
    (folder / name).write_bytes(data)
    return [(block.text, block.row, block.column) for block in read_document(folder / name)]


def test_inserted_text_counts_and_deleted_moved_and_hidden_text_does_not(tmp_path: Path) -> None:
    body = paragraph(
        run("结对干部2"),
        f"<w:del>{run('4', 'delText')}</w:del>",
        f"<w:ins>{run('5')}</w:ins>",
        f"<w:moveFrom>{run('9')}</w:moveFrom>",
        run("8", look="<w:vanish/>"),
        run(".1万名"),
    )
    assert read(tmp_path, "a.docx", packed(document=body)) == [("结对干部25.1万名", "", "")]


def test_cells_know_their_row_and_column(tmp_path: Path) -> None:
    rows = [["地区", "结对干部（名）"], ["兰州市", "31200"], ["天水市", ""]]
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    found = read(tmp_path, "a.docx", packed(document=table))
    assert found == [("地区　结对干部（名）", "", ""), ("31200", "兰州市", "结对干部（名）")]
    text = "|地区|结对干部（名）|\n|---|---:|\n|兰州市|31200|\n"
    assert read(tmp_path, "a.md", text.encode()) == found


def test_text_boxes_are_read_once_and_notes_headers_and_footers_too(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('框'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    parts = {name: paragraph(run(name)) for name in ("header1", "footer1", "footnotes", "endnotes")}
    data = packed(document=paragraph(run("文"), f"<w:r>{both}</w:r>"), **parts)
    assert [text for text, _, _ in read(tmp_path, "a.docx", data)] == [
        "文",
        "框",
        "endnotes",
        "footer1",
        "footnotes",
        "header1",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_the_encodings_of_offices_and_counted_by_lines(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_text("结对帮扶工作简报\n\n结对干部25.1万名。", encoding)
    assert [(block.number, block.text) for block in read_document(tmp_path / "a.txt")][-1] == (3, "结对干部25.1万名。")


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.docx", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", packed(document=paragraph(run("文")))[:-40], "damaged"),
        ("a.docx", packed(styles=""), "damaged"),
        ("a.docx", packed(document="<w:p>"), "damaged"),
        ("a.docx", packed(document="<!DOCTYPE a>"), "damaged"),
        ("a.docx", "结对干部".encode(), "damaged"),
        ("a.docx", packed(document=paragraph()), "no text"),
        ("a.docx", LOCKED, "password"),
        ("a.doc", LOCKED[:500], ".doc"),
        ("a.docx", packed(document=" " * 2**25), "implausible"),
        ("a.docx", packed(document="<w:p>" * 5000 + "</w:p>" * 5000), "damaged"),
        ("a.pdf", b"%PDF-1.7", "only"),
        ("a.txt", b"\x00\x01\x02\x00\x03\x00\x00", ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, name, data)
    assert what in refused.value.what


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_document(tmp_path / "none.docx")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全省共有25.1万名党员干部与26.7万名孤儿结对帮扶。", "全省共有25.1万名党员干部与26.7万名孤儿结对帮扶。"),
        ("结对干部张志强走访孤儿马小兰3次。", "结对干部张**走访孤儿马**3次。"),
        ("结对干部才让卓玛和王和平走访3人次。", "结对干部才**走访3人次。"),
        ("联系人：李明细，电话13900000000。", "联系人：李**，电话139********。"),
        ("联系人Wang Xiaoming，证号620199199001011234。", "联系人W**，证号620199************。"),
        ("募集资金110000000元。", "募集资金110000000元。"),
    ],
)
def test_what_is_quoted_has_no_names_and_numbers_of_persons(text: str, shown: str) -> None:
    assert Prose().mask(text) == shown


def test_a_name_of_the_register_is_masked_though_its_parts_are_words() -> None:
    text = "结对干部高台明走访平安康。"
    assert {"高台明", "平安康"} <= set(name_candidates([text]))
    assert Prose(names=["高台明", "平安康"]).mask(text) == "结对干部高**走访平**。"
