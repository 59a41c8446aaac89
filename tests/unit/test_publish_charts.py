"""Charts: every letter is drawn, inside the picture; the same month has the same bytes; what isn't drawn says why."""

from __future__ import annotations

import errno
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from aixin_cli.errors import DefinitionError, StoreError
from aixin_cli.link import link_period
from aixin_cli.publish.charts.model import Chart, print_percent, print_value
from aixin_cli.publish.charts.reading import NEEDED, read_charts
from aixin_cli.publish.charts.style import drawing
from aixin_cli.publish.charts.tiles import find_range
from aixin_cli.publish.charts.writing import DRAWERS
from aixin_cli.publish.drawn.pictures import Wanted, draw_pictures, write_charts
from aixin_cli.publish.fonts.choosing import find_families
from aixin_cli.sheets.output import replacing
from aixin_cli.store import Store
from aixin_cli.store.catalogue import load_catalogue
from tests.unit.chart_examples import example_charts

CHARTS = tuple(example_charts())
STATEMENTS = load_catalogue().of_kind("chart")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("charts")
    with warnings.catch_warnings():
        # matplotlib says so where a letter has no picture in any font.
        warnings.simplefilter("error")
        write_charts(draw_pictures(Wanted(CHARTS)), target)
    return target / "charts"


def test_every_shape_is_drawn_as_pixels_and_as_lines(folder: Path) -> None:
    assert {chart.shape for chart in CHARTS} == DRAWERS.keys() == NEEDED.keys()
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{chart.id}.{kind}" for chart in CHARTS for kind in ("png", "svg")}
    for chart in CHARTS:
        with Image.open(folder / f"{chart.id}.png") as picture:
            assert round(picture.info["dpi"][0]) == 300
            assert picture.width == pytest.approx(15.6 / 2.54 * 300, abs=1)
            assert "说明" in picture.info.values()
            assert len(set(picture.convert("L").resize((60, 40)).tobytes())) > 10


def test_a_second_run_has_the_same_bytes_and_no_day_or_program_in_them(folder: Path) -> None:
    drawn = draw_pictures(Wanted(CHARTS))
    for path in folder.iterdir():
        assert path.read_bytes() == drawn[f"charts/{path.name}"], path.name
        assert not re.search(rb"Matplotlib v|<dc:date>|Software", path.read_bytes()), path.name


def test_letters_of_an_svg_are_paths(folder: Path) -> None:
    for path in folder.glob("*.svg"):
        assert "<text" not in path.read_text("utf-8")


def texts_of(figure: Figure) -> Iterator[Text]:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    yield from (item for item in figure.findobj(Text) if item.get_text() and item.get_visible())


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.shape)
def test_no_text_leaves_the_picture(chart: Chart) -> None:
    with drawing(find_families(())):
        figure = DRAWERS[chart.shape](chart)
        outside = []
        for text in texts_of(figure):
            box = text.get_window_extent()
            if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1:
                outside.append(text.get_text())
    # Names of units are the short ones, of six characters at most.
    assert [text for text in outside if not text.startswith(("阿克塞哈萨克族自治县", "省直及中央在甘单位"))] == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_a_chart_asks_only_what_was_published_and_says_what_it_is(statement) -> None:
    assert {table.split(".")[0] for table in statement.reads} - {"out"} <= {"meta"}
    assert statement.reads & {table for table in statement.reads if table.startswith("meta.")} <= {"meta.unit"}
    about = statement.header["chart"]
    assert about.keys() == {"no", "shape", "unit", "style", "least_rows", "too_few"}
    assert about["shape"] in DRAWERS
    assert statement.header["source"]


def test_charts_have_places_of_their_own() -> None:
    assert sorted(item.header["chart"]["no"] for item in STATEMENTS) == list(range(1, len(STATEMENTS) + 1))


def test_a_month_without_returns_says_why_nothing_is_drawn() -> None:
    with Store.in_memory() as store:
        link_period(store, "2024-12")
        params = store.period_params("2024-12")
        for statement in store.catalogue.of_kind("rollup"):
            store.run(statement, params)
        charts = read_charts(store, "2024-12")
    assert len(charts) == len(STATEMENTS)
    left = {chart.id: chart.left_out for chart in charts if chart.shape != "stacked"}
    assert all(left.values())
    assert left["trend_visit"] == "已汇总的月份不足三个，不画趋势"
    assert not draw_pictures(Wanted(tuple(chart for chart in charts if chart.left_out)))


def test_a_font_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    for name in ("无此字体", str(tmp_path / "some.ttf")):
        with pytest.raises(DefinitionError, match=re.escape(name)):
            draw_pictures(Wanted(CHARTS[:1], fonts=(name,)))


def test_a_font_of_the_office_comes_before_ours() -> None:
    families = find_families(["DejaVu Sans"])
    assert families == ["DejaVu Sans", "Aixin Sans SC"]
    drawn = draw_pictures(Wanted(CHARTS[1:2], fonts=("DejaVu Sans",)))
    assert drawn.keys() == {"charts/example_bar.png", "charts/example_bar.svg"}


def test_a_disk_that_fills_up_among_the_charts_leaves_the_old_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "2024-12"
    with replacing(target) as fresh:
        write_charts({"charts/a.png": b"old"}, fresh)
    write = Path.write_bytes

    def fill(path: Path, content: bytes) -> int:
        if path.name == "b.png":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(StoreError, match="the disk is full"), replacing(target) as fresh:
        write_charts({"charts/a.png": b"new", "charts/b.png": b"new"}, fresh)
    assert (target / "charts" / "a.png").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["2024-12"]


def test_numbers_are_printed_as_in_sentences() -> None:
    assert [print_value(value, "count") for value in (Decimal(5288), Decimal(125_000))] == ["5288", "12.5万"]
    assert [print_value(Decimal(text), "rate") for text in ("27.38", "0.05", "28")] == ["27.4", "0.1", "28.0"]
    # Beside others the nought stays; what isn't all isn't told as all, here as in sentences.
    shares = ("0.875", "0.5", "1", "0", "0.99996", "0.0003")
    told = ["87.5%", "50.0%", "100.0%", "0.0%", "99.9%以上", "不足0.1%"]
    assert [print_percent(Decimal(share)) for share in shares] == told


def test_a_tile_without_a_number_has_its_name() -> None:
    (tiles,) = [chart for chart in CHARTS if chart.shape == "tiles"]
    with drawing(find_families(())):
        texts = [text.get_text() for text in texts_of(DRAWERS["tiles"](replace(tiles, rows=tiles.rows[:3])))]
    assert ("庆阳" in texts, texts.count("—")) == (True, len(tiles.rows) - 3)


def test_units_that_hardly_differ_look_alike() -> None:
    low, high = find_range([40.0, 40.1])
    assert high - low > 7
    assert find_range([0.0, 0.0])[1] > 0
    assert find_range([10.0, 90.0]) == (10.0, 90.0)


def test_a_chart_that_is_left_out_has_no_file() -> None:
    assert not draw_pictures(Wanted((replace(CHARTS[1], left_out="没有"),)))
