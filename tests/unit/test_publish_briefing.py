from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from aixin_cli.errors import DefinitionError
from aixin_cli.publish.model import Completeness, Edition, History, State
from aixin_cli.publish.standing import Category, Indicator, Rank
from aixin_cli.publish.text.briefing import Briefing
from aixin_cli.publish.text.changes import print_change, print_points, print_rate, print_share, say_once
from aixin_cli.publish.text.markdown import OURS, choose_template, fill
from tests.unit.publish_examples import example_edition, example_figure

ALL = Completeness(89, 89, 0, 0)
SHORT = Completeness(89, 84, 2, 3, ("甲县", "乙县", "丙县"))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def filled(template: Path, edition: Edition) -> str:
    return fill(template, Briefing(edition).texts)


def section(edition: Edition, name: str) -> str:
    return Briefing(edition).texts[name]


def test_our_own_template_is_filled_without_rest() -> None:
    text = filled(OURS, example_edition())
    assert "{" not in text
    assert "截至2024年12月31日，甘肃省共有25.1万名党员干部与25.1万名孤儿" in text
    assert text.startswith("内部资料")


def test_our_own_template_says_what_is_missing_and_that_results_are_incomplete() -> None:
    text = filled(OURS, example_edition(refused=("b.xlsx",)))
    assert "- 未报：结对帮扶台账 榆中县" in text
    assert "结果不完整：1个文件未能读入" in text


def test_an_offices_template_may_ask_for_any_published_value(tmp_path: Path) -> None:
    template = write(tmp_path / "own.md", "{period}：{F01}（待核实{F01_unidentified}）")
    assert filled(template, example_edition()) == "2024年12月：25.1万名（待核实12）"


def test_an_unknown_placeholder_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="F01_monht") as refused:
        filled(write(tmp_path / "own.md", "{F01_monht}"), example_edition())
    assert "`F01_month`" in (refused.value.hint or "")


def test_a_figure_without_a_value_is_marked_where_it_is_asked_for_and_left_out_of_our_sentences(tmp_path: Path) -> None:
    edition = example_edition(figures=(example_figure(), example_figure("F02", None, "—"), example_figure("F05")))
    assert filled(write(tmp_path / "own.md", "{F02}"), edition) == "【暂缺】"
    headline = section(edition, "headline")
    assert "【暂缺】" not in headline
    assert "帮办实事25.1万名" in headline
    assert "资助资金" not in headline


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes("干部".encode("gb18030"))
    with pytest.raises(DefinitionError):
        filled(tmp_path / "own.md", example_edition())


def test_the_template_asked_for_goes_before_the_stores_and_that_before_ours(tmp_path: Path) -> None:
    assert choose_template(None, tmp_path) == OURS
    own = write(tmp_path / "briefing.md", "x")
    assert choose_template(None, tmp_path) == own
    assert choose_template(tmp_path / "other.md", tmp_path) == tmp_path / "other.md"
    assert choose_template(tmp_path / "other.docx", tmp_path) == own


def test_of_many_missing_units_some_are_named_and_all_counted() -> None:
    states = tuple(State(f"第{number}县", "结对帮扶台账", "missing", None) for number in range(1, 31))
    text = filled(OURS, example_edition(states=states))
    assert "- 未报：结对帮扶台账 第1县、第2县" in text
    assert "第8县等30个" in text
    assert "第9县" not in text


def with_returns(*completeness: Completeness) -> Edition:
    figures = tuple(
        replace(example_figure(name), completeness=item)
        for name, item in zip(("F01", "F02", "F03"), completeness, strict=True)
    )
    return example_edition(figures=figures)


def test_a_complete_month_says_nothing_of_its_returns() -> None:
    assert section(with_returns(ALL, ALL, ALL), "headline").startswith("截至2024年12月31日，")


def test_an_incomplete_month_says_so_in_the_sentence_before_its_first_number() -> None:
    headline = section(with_returns(SHORT, SHORT, SHORT), "headline")
    said = "据已报的86个单位统计（应报89个，其中2个沿用以前月份，不含甲县、乙县、丙县），截至"
    assert headline.startswith(said)
    assert headline.count("据已报的") == 1


def test_a_month_is_complete_when_every_return_came_and_is_in_it() -> None:
    assert with_returns(ALL, ALL, ALL).is_complete
    assert not with_returns(ALL, ALL, SHORT).is_complete
    assert not replace(with_returns(ALL, ALL, ALL), refused=("b.xlsx",)).is_complete


def test_a_sentence_that_rests_on_other_returns_says_on_which() -> None:
    headline = section(with_returns(ALL, ALL, SHORT), "headline")
    assert headline.startswith("截至")
    assert "。据已报的86个单位统计（应报89个，" in headline


@pytest.mark.parametrize(
    ("change", "is_stock", "said"),
    [
        (Decimal(3), True, "比上月末增加3人"),
        (Decimal(-3), True, "比上月末减少3人"),
        (Decimal(0), True, "与上月末持平"),
        (None, True, None),
        (Decimal(3), False, "比上月新增3人"),
        (Decimal(0), False, None),
    ],
)
def test_a_change_is_said_by_its_direction(change: Decimal | None, is_stock: bool, said: str | None) -> None:
    assert print_change(change, "3人", is_stock=is_stock) == said


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("0.0315", "环比增长3.2%"),
        ("-0.2", "环比下降20%"),
        ("0", "环比持平"),
        ("0.0004", "环比基本持平"),
        ("0.0005", "环比增长0.1%"),
        (None, None),
    ],
)
def test_a_rate_grows_or_falls_by_percent(rate: str | None, said: str | None) -> None:
    assert print_rate("环比", None if rate is None else Decimal(rate)) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [("1", "100%"), ("0.99996", "99.9%以上"), ("0.9815", "98.2%"), ("0.0001", "不足0.1%"), ("0", "0%")],
)
def test_a_share_that_is_not_whole_is_never_said_to_be(share: str, said: str) -> None:
    assert print_share(Decimal(share)) == said


def test_shares_rise_by_points_of_their_unrounded_values() -> None:
    assert print_points(Decimal("0.9824"), Decimal("0.9786")) == "结对率比上月末提高0.4个百分点"
    assert print_points(Decimal("0.98"), Decimal("0.99")) == "结对率比上月末下降1个百分点"
    assert print_points(Decimal("0.98"), None) is None


def test_themes_say_their_indicators_and_leave_out_noughts() -> None:
    law = Indicator("K105", "法律援助", "件", "flow", Decimal(0), Decimal(30), Decimal(50), None, None)
    check = Indicator("K109", "健康体检", "人次", "flow", Decimal(12000), None, None, None, None)
    text = section(example_edition(indicators=(law, check)), "theme_orphans")
    assert text == "据各单位上报，启动以来累计提供法律援助50件。本月组织健康体检1.2万人次。"


def test_a_category_says_its_share_and_what_changed() -> None:
    orphan = Category("orphan", 100, 98, 2, Decimal("0.98"), 95, Decimal("0.97"))
    text = section(example_edition(categories=(orphan,)), "theme_orphans")
    assert text.endswith("应结对100人，已结对98人，结对率98%，比上月末增加3人，结对率比上月末提高1个百分点。")


def test_prefectures_are_ranked_unless_too_many_are_equal() -> None:
    ranks = tuple(Rank("paired", f"62010{place}", f"第{place}市", Decimal("0.9"), place) for place in range(1, 5))
    assert section(example_edition(ranks=ranks), "ranking").startswith(
        "结对率居前的市州有第1市（90%）、第2市（90%）、第3市"
    )
    equal = tuple(replace(item, place=1) for item in (*ranks, *ranks))
    assert section(example_edition(ranks=equal), "ranking") == ""


def test_the_months_part_and_its_growth_are_said_where_they_are_known() -> None:
    past = History(month=Decimal(5000), year=Decimal(60000), growth=Decimal("0.05"))
    figure = replace(example_figure("F03"), unit_printed="人次", measure="cumulative", history=past, completeness=ALL)
    text = section(example_edition(figures=(figure,)), "progress")
    assert text == "本月联系交流5000人次，环比增长5%，本年累计6万人次。"


def test_rows_in_quarantine_are_told_once_a_form_and_noughts_are_not() -> None:
    figures = tuple(
        replace(example_figure(name), form="pairing", quarantined=6, unidentified=0) for name in ("F01", "F02")
    )
    notes = Briefing(example_edition(figures=figures)).notes
    assert [line for line in notes if "隔离" in line] == ["隔离待核，未计入：《结对帮扶台账》6行。"]
    assert not [line for line in notes if "身份待核实" in line]


def test_every_placeholder_is_listed_with_its_meaning() -> None:
    briefing = Briefing(example_edition())
    assert briefing.meanings().keys() == briefing.texts.keys()
    assert all(briefing.meanings().values())


def test_what_did_not_change_is_said_once() -> None:
    said = ["结对干部142名", "与上月末持平", "同比持平"]
    assert say_once([*said[:2], "环比持平", said[2]]) == said
    assert say_once(["本月联系交流75人次", "环比持平"]) == ["本月联系交流75人次", "环比持平"]
