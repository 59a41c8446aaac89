"""Makes briefing.docx, our template: pages and fonts by GB/T 9704-2012 (standards are named by clause below).

Run as `python -m aixin_cli.publish.text.word_template` after a change; the file stands beside this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from aixin_cli.publish.text.packing import write_package
from aixin_cli.sheets.words import load_words

TARGET = Path(__file__).with_name("briefing.docx")
TITLE, BODY, FIRST, SECOND, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
THREE, TWO, FOUR = Pt(16), Pt(22), Pt(14)
"""三号, 二号, 四号."""
LINE = Pt(28)
WIDTHS = (Mm(40), *(Mm(29),) * 4)
"""Of the table of figures; the longest label stands in one line."""
CHINESE_TEXT = "{%p for paragraph in section.paragraphs %}"
THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def make_template() -> bytes:
    """The template's bytes: the same each time."""
    document = make_document()
    _write_body(document)
    return write_package(document, title=str(load_words()["title"]))


def make_document() -> Any:
    """An empty document with the standard's page, styles and page numbers."""
    document = Document()
    _set_page(document.sections[0])
    _set_styles(document)
    _write_page_number(document.sections[0])
    package = document.part.package
    for name in [name for name, part in package.rels.items() if part.reltype.endswith("/thumbnail")]:
        # A picture of another document.
        del package.rels[name]
    return document


def set_font(target: Any, font: str, size: Any = None) -> None:
    """One font for all scripts of a style or run: python-docx alone sets only that of Latin letters."""
    target.font.name = font
    if size is not None:
        target.font.size = size
    fonts = target.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    for theme in THEME_FONTS:
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _set_page(section: Any) -> None:
    """5.2: A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)


def _set_styles(document: Any) -> None:
    """5.2.2: text 三号仿宋; 7.3.3: levels 黑体, 楷体; title 二号小标宋."""
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        for theme in THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), BODY)
    for name, font, size in (
        ("Normal", BODY, THREE),
        ("Title", TITLE, TWO),
        ("Subtitle", SECOND, THREE),
        ("Heading 1", FIRST, THREE),
        ("Heading 2", SECOND, THREE),
        ("Footer", NUMBER, FOUR),
    ):
        _set_style(styles[name], font, size)
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Normal", "Heading 1", "Heading 2"):
        _indent(styles[name])
    styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _set_style(style: Any, font: str, size: Any) -> None:
    from docx.shared import RGBColor

    set_font(style, font, size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE if size != TWO else Pt(35)
    shape.space_before = shape.space_after = Pt(0)
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _indent(style: Any) -> None:
    """Two characters, whatever the size."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def _write_body(document: Any) -> None:
    """The placeholders: a paragraph that begins a loop or ends it vanishes."""
    words = load_words()
    write_plain(document, "{{ stamp }}", FIRST)
    write_plain(document, "")
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("（{{ period }}）", style="Subtitle")
    write_plain(document, "")
    _lines(document, "{%p for section in sections %}", "{%p if section.title %}")
    document.add_paragraph("{{ section.title }}", style="Heading 1")
    _lines(document, "{%p endif %}", CHINESE_TEXT, "{{ paragraph }}", "{%p endfor %}", "{%p endfor %}")
    document.add_paragraph("{{ table_title }}", style="Heading 1")
    _write_table(document, words["word"])
    _lines(document, "{%p for chart in charts %}")
    write_plain(document, "{{ chart }}", centred=True)
    _lines(document, "{%p endfor %}")
    document.add_paragraph("{{ notes_title }}", style="Heading 1")
    _lines(document, "{%p for line in note_lines %}", "{{ line }}", "{%p endfor %}")


def _lines(document: Any, *texts: str) -> None:
    for text in texts:
        document.add_paragraph(text)


def write_plain(document: Any, text: str, font: str = BODY, *, centred: bool = False) -> Any:
    """A paragraph without the indent of text."""
    paragraph = document.add_paragraph()
    if text:
        set_font(paragraph.add_run(text), font)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx has no call for it
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        # An exact line would cut a picture off.
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        # Nor may it cover the last line of a table above.
        paragraph.paragraph_format.space_before = Pt(6)
    return paragraph


def _write_table(document: Any, words: dict[str, Any]) -> None:
    """The figures, one a row; rows with {%tr %} vanish."""
    fields = ("label", "printed", "month", "previous", "change")
    table = document.add_table(rows=4, cols=len(fields))
    table.style = "Table Grid"
    rows = [
        tuple(words["columns"]),
        ("{%tr for row in figure_rows %}",),
        tuple(f"{{{{ row.{field} }}}}" for field in fields),
        ("{%tr endfor %}",),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            fill_cell(cell, text, FIRST if row is table.rows[0] or texts == rows[0] else BODY)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    repeat_head(table)


def repeat_head(table: Any) -> None:
    """The first row again on every page."""
    head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for it
    head.append(OxmlElement("w:tblHeader"))


def fill_cell(cell: Any, text: str, font: str) -> None:
    """A table's cell: 小四, centred."""
    paragraph = cell.paragraphs[0]
    set_font(paragraph.add_run(text), font, Pt(12))
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx has no call for it
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(20)


def _write_page_number(section: Any) -> None:
    """7.5: 四号半角宋体, a dash either side."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("text", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("text", " —")):
        run = paragraph.add_run(text if kind == "text" else "")
        set_font(run, NUMBER, FOUR)
        if kind in {"begin", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx has no call for a field
        elif kind == "code":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)  # noqa: SLF001 - python-docx has no call for a field


if __name__ == "__main__":
    TARGET.write_bytes(make_template())
