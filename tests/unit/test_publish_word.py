from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from aixin_cli.errors import DefinitionError
from aixin_cli.publish.text.briefing import Briefing
from aixin_cli.publish.text.word import OURS, choose_template, render
from aixin_cli.publish.text.word_template import make_template
from tests.unit.publish_examples import example_edition

BRIEFING = Briefing(example_edition())
FONTS = {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def template(folder: Path, *lines: str) -> Path:
    """An office's own template of these paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "own.docx"
    document.save(str(path))
    return path


def lines(made: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]


def test_the_shipped_template_is_what_its_maker_makes() -> None:
    with zipfile.ZipFile(io.BytesIO(make_template())) as fresh, zipfile.ZipFile(OURS) as shipped:
        assert fresh.namelist() == shipped.namelist()
        assert all(fresh.read(name) == shipped.read(name) for name in fresh.namelist())


def test_the_document_says_what_the_markdown_says() -> None:
    said = "\n".join(lines(render(OURS, BRIEFING)))
    assert "{" not in said
    for section in BRIEFING.sections:
        assert section.title in said
        assert all(paragraph in said for paragraph in section.paragraphs)
    assert all(line in said for line in BRIEFING.notes)


def test_every_figure_stands_in_the_table_as_it_is_published() -> None:
    (table,) = Document(io.BytesIO(render(OURS, BRIEFING))).tables
    assert [row.cells[1].text for row in table.rows[1:]] == [item.printed for item in BRIEFING.edition.figures]


def test_the_same_month_gives_the_same_bytes() -> None:
    assert render(OURS, BRIEFING) == render(OURS, Briefing(example_edition()))


def test_margins_and_lines_are_those_of_the_standard() -> None:
    document = Document(io.BytesIO(render(OURS, BRIEFING)))
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(length.mm) for length in margins] == [37, 35, 28, 26]
    body = document.styles["Normal"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert document.styles["Title"].font.size.pt == 22


def test_every_east_asian_font_is_one_of_the_standards_and_no_theme_overrides_it() -> None:
    with zipfile.ZipFile(io.BytesIO(render(OURS, BRIEFING))) as package:
        document = Document(io.BytesIO(render(OURS, BRIEFING)))
        assert b"eastAsiaTheme" not in package.read("word/document.xml")
    used = set()
    for paragraph in document.paragraphs:
        style = paragraph.style
        fonts = style.element.rPr.rFonts if style.element.rPr is not None else None
        used.add(fonts.get(qn("w:eastAsia")) if fonts is not None else None)
        used |= {
            run._r.rPr.rFonts.get(qn("w:eastAsia"))
            for run in paragraph.runs
            if run._r.rPr is not None and run._r.rPr.rFonts is not None
        }
    assert used <= FONTS


def test_an_offices_template_gets_values_rows_and_sections(tmp_path: Path) -> None:
    own = template(
        tmp_path,
        "{{ F01 }}",
        "{%p for row in tables.T01.rows %}",
        "{{ row.unit_name }}",
        "{%p endfor %}",
        "{{ headline }}",
    )
    made = lines(render(own, BRIEFING))
    assert made == ["25.1万名", "甘肃省", "兰州市", BRIEFING.texts["headline"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ F01_mnth }}", "F01_mnth"),
        ("{{ F01", "braces"),
        ("{%p for x in sections %}", "braces"),
        ("{{ F01.__class__.__mro__ }}", "braces"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "braces"),
        ("{{ 1 // 0 }}", "braces"),
        ("{% include 'a' %}", "braces"),
    ],
)
def test_a_template_that_is_broken_or_does_more_than_ask_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        render(template(tmp_path, text), BRIEFING)
    assert said in f"{refused.value.what} {refused.value.hint}"


def test_a_misspelt_name_has_its_nearest(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError) as refused:
        render(template(tmp_path, "{{ headlin }}"), BRIEFING)
    assert "`headline`" in (refused.value.hint or "")


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600):
        (tmp_path / "own.docx").write_bytes(content)
        with pytest.raises(DefinitionError, match="no Word document"):
            render(tmp_path / "own.docx", BRIEFING)
    with zipfile.ZipFile(tmp_path / "own.docx", "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(DefinitionError, match="no Word document"):
        render(tmp_path / "own.docx", BRIEFING)


def test_text_from_returns_stays_text(tmp_path: Path) -> None:
    edition = example_edition(unit_name="甲&乙<县>{{ F01 }}")
    assert lines(render(template(tmp_path, "{{ unit }}"), Briefing(edition))) == ["甲&乙<县>{{ F01 }}"]


def test_the_template_asked_for_goes_before_the_stores_and_that_before_ours(tmp_path: Path) -> None:
    assert choose_template(None, tmp_path) == OURS
    own = tmp_path / "briefing.docx"
    own.write_bytes(b"x")
    assert choose_template(None, tmp_path) == own
    assert choose_template(tmp_path / "other.docx", tmp_path) == tmp_path / "other.docx"
    assert choose_template(tmp_path / "other.md", tmp_path) == own
