"""The poster: every number that is known, inside its room; the page says the same to whoever listens."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image

from aixin_cli.publish.charts.style import drawing
from aixin_cli.publish.drawn.pictures import POSTER, Wanted, draw_pictures
from aixin_cli.publish.fonts.choosing import find_families
from aixin_cli.publish.poster.content import compose_poster
from aixin_cli.publish.poster.page import TEMPLATE, write_page
from aixin_cli.publish.poster.picture import draw_poster, wrap
from aixin_cli.publish.poster.writing import write_poster
from tests.unit.poster_examples import EDITIONS, SHORT, example_charts, figure
from tests.unit.publish_examples import example_edition

CHARTS = example_charts()


def page(name: str) -> str:
    return write_page(compose_poster(EDITIONS[name], CHARTS))


def test_the_two_files_are_the_same_bytes_again_and_the_picture_has_its_size(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        # matplotlib says so where a letter has no picture in any font.
        warnings.simplefilter("error")
        poster = compose_poster(EDITIONS["incomplete"], CHARTS)
        write_poster(poster, draw_pictures(Wanted(poster=poster))[POSTER], tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert first.keys() == {"poster.png", "poster.html"}
    write_poster(poster, draw_pictures(Wanted(poster=poster))[POSTER], tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    assert not re.search(rb"Matplotlib v|Software", first["poster.png"])
    with Image.open(tmp_path / "poster.png") as picture:
        assert picture.size == (1080, 1920)
        assert any(
            "275.1万人次" in text and "应报89个" in text for text in picture.info.values() if isinstance(text, str)
        )


@pytest.mark.parametrize("name", EDITIONS)
def test_no_text_of_the_picture_leaves_it_or_touches_another(name: str) -> None:
    with drawing(find_families(())):
        canvas = FigureCanvasAgg(draw_poster(compose_poster(EDITIONS[name], CHARTS)))
        canvas.draw()
        drawn = [item for item in canvas.figure.findobj(Text) if item.get_text() and item.get_visible()]
        boxes = [(item.get_text(), item.get_window_extent()) for item in drawn]
    for text, box in boxes:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= 1080, text
        assert box.y1 <= 1920, text
    # The extent of a line is that of its highest and lowest letters: lines of one text may meet, not run over.
    for place, (text, box) in enumerate(boxes):
        for other, beside in boxes[:place]:
            meet = Bbox.intersection(box, beside)
            assert meet is None or meet.width <= 1 or meet.height <= 4, (text, other)


def test_a_figure_without_a_value_is_not_on_it_and_nought_is() -> None:
    shown = compose_poster(EDITIONS["some absent"], CHARTS)
    assert [item.printed for item in shown.headlines] == ["25.1万名", "6661个"]
    assert "—" not in page("some absent")
    assert page("noughts").count("<b>0</b>") == 11
    assert compose_poster(EDITIONS["none"], CHARTS).basis == ("本月没有可以公布的数字。",)
    part = replace(figure(11, Decimal(1), "2.8万元"), id="F11_year")
    assert compose_poster(example_edition(figures=(part,)), ()).headlines == ()


def test_what_is_incomplete_says_so_in_words() -> None:
    whole, lacking = compose_poster(EDITIONS["usual"], ()), compose_poster(EDITIONS["incomplete"], ())
    assert (whole.is_whole, whole.basis) == (True, ("应报报表均已收到。",))
    assert lacking.basis == (
        "据已报的87个单位统计（应报89个，其中1个沿用以前月份，不含甲县、乙县）。",
        "结果不完整：1个文件未能读入。",
    )
    assert 'class="short"' in page("incomplete")
    assert 'class="short"' not in page("usual")


def test_figures_that_rest_on_other_returns_than_the_rest_are_named() -> None:
    figures = (
        figure(1, Decimal(1), "1名", SHORT),
        figure(2, Decimal(1), "1名", replace(SHORT, received=89, carried=0, absent=0)),
    )
    (told,) = compose_poster(example_edition(figures=figures), ()).basis
    assert told.startswith("结对干部据已报的87个单位统计")


class Outline(HTMLParser):
    """What a reader of the screen gets: tags, attributes, cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"th", "td"}:
            self.cells.append(data)


@pytest.mark.parametrize("name", EDITIONS)
def test_the_page_is_whole_speaks_chinese_and_needs_no_network(name: str) -> None:
    text = page(name)
    outline = Outline(text)
    assert not outline.open
    assert ("html", {"lang": "zh-CN"}) in outline.tags
    assert not re.search(r"https?:|src=|@import|url\(|<link|<script", text)
    assert "{{" not in text
    assert [attrs["aria-label"] for _tag, attrs in outline.tags if attrs.get("role") == "img"] == ["说明"]


def test_the_table_has_the_same_numbers_as_the_cards() -> None:
    text = page("usual")
    shown = [
        number + unit for number, unit in re.findall(r'class="number"[^>]*><b>([^<]*)</b><span>([^<]*)</span>', text)
    ]
    cells = Outline(text).cells
    assert cells[:3] == ["指标", "数", "口径"]
    assert cells[4::3] == shown == [item.printed for item in EDITIONS["usual"].figures]


def test_letters_stand_out_from_what_is_behind_them() -> None:
    style = TEMPLATE.read_text("utf-8")
    for ink in ("#1c2733", "#5a6775", "#1f5a8a", "#a04b0f"):
        assert ink in style
        assert contrast(ink, "#fff") >= 4.5, ink
    assert contrast("#e6eff6", "#1f5a8a") >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG reckons it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_stands_in_a_text_is_no_markup() -> None:
    hostile = replace(figure(1, Decimal(1), "1名"), label="<script>=1", meaning='"&<b>')
    text = write_page(compose_poster(example_edition(figures=(hostile,), unit_name="{{rows}}<i>"), ()))
    assert "<script" not in text
    assert "&lt;script&gt;=1" in text
    assert "<h1>{{rows}}&lt;i&gt;" in text


def test_lines_part_no_number_and_begin_with_no_mark() -> None:
    lines = wrap("据已报的12345个单位统计，应报89个。", 6)
    assert lines == ["据已报的", "12345个单位", "统计，应报89", "个。"]
    assert "".join(lines) == "据已报的12345个单位统计，应报89个。"
