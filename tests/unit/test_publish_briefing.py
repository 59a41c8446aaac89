from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.errors import DefinitionError
from aixin_cli.publish.briefing import OURS, choose_template, fill
from aixin_cli.publish.model import State
from tests.unit.publish_examples import example_edition, example_figure


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_template_is_filled_without_rest() -> None:
    text = fill(OURS, example_edition())
    assert "{" not in text
    assert "截至2024年12月31日，甘肃省共有25.1万名干部" in text
    assert text.startswith("内部资料")


def test_our_own_template_says_what_is_missing_and_that_results_are_incomplete() -> None:
    text = fill(OURS, example_edition(refused=("b.xlsx",)))
    assert "- 未报：结对帮扶台账 榆中县" in text
    assert "结果不完整：1个文件未能读入" in text


def test_an_offices_template_may_ask_for_any_published_value(tmp_path: Path) -> None:
    template = write(tmp_path / "own.md", "{period}：{F01}（待核实{F01_unidentified}）")
    assert fill(template, example_edition()) == "2024年12月：25.1万名（待核实12）"


def test_an_unknown_placeholder_is_named(tmp_path: Path) -> None:
    template = write(tmp_path / "own.md", "{F99}")
    with pytest.raises(DefinitionError, match="F99"):
        fill(template, example_edition())


def test_a_missing_figure_is_marked(tmp_path: Path) -> None:
    edition = example_edition(figures=(example_figure(value=None, printed="—"),))
    assert fill(write(tmp_path / "own.md", "{F01}"), edition) == "【暂缺】"


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes("干部".encode("gb18030"))
    with pytest.raises(DefinitionError):
        fill(tmp_path / "own.md", example_edition())


def test_the_template_asked_for_goes_before_the_stores_and_that_before_ours(tmp_path: Path) -> None:
    assert choose_template(None, tmp_path) == OURS
    own = write(tmp_path / "briefing.md", "x")
    assert choose_template(None, tmp_path) == own
    assert choose_template(tmp_path / "other.md", tmp_path) == tmp_path / "other.md"


def test_of_many_missing_units_some_are_named_and_all_counted() -> None:
    states = tuple(State(f"第{number}县", "结对帮扶台账", "missing", None) for number in range(1, 31))
    text = fill(OURS, example_edition(states=states))
    assert "- 未报：结对帮扶台账 第1县、第2县" in text
    assert "第8县等30个" in text
    assert "第9县" not in text
