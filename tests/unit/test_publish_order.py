from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from aixin_cli.errors import NotReadyError, UsageError
from aixin_cli.jobs.ordering import read_order
from aixin_cli.publish.model import Completeness
from aixin_cli.publish.number_style import TABLE
from aixin_cli.publish.order import PRODUCTS, Order
from aixin_cli.publish.publishing import require_returns
from aixin_cli.store import Store
from aixin_cli.store.files.editions import made_of
from tests.unit.publish_examples import example_edition, example_figure


def test_without_a_choice_everything_is_made() -> None:
    assert read_order(None) == Order(None, PRODUCTS, None)


def test_some_products_are_made_alone() -> None:
    assert set(read_order(None, "briefing, data").only) == {"briefing", "data"}
    assert read_order(None, "data,briefing,data") == read_order(None, "briefing, data")


@pytest.mark.parametrize("names", ["brief", "workbook,slides"])
def test_a_product_that_there_is_not_is_refused_with_those_there_are(names: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_order(None, names)
    assert "workbook" in (refused.value.hint or "")


@pytest.mark.parametrize(("text", "share"), [("95%", "0.95"), ("95", "0.95"), ("100%", "1"), ("99.5％", "0.995")])
def test_a_share_is_read_as_people_write_it(text: str, share: str) -> None:
    assert read_order(None, None, text).require == Decimal(share)


@pytest.mark.parametrize("text", ["0", "101%", "-5%", "many", "nan", "inf", ""])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_order(None, None, text)


@pytest.mark.parametrize("name", ["own.doc", "own.pdf"])
def test_a_template_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UsageError):
        read_order(tmp_path / name)
    with pytest.raises(UsageError):
        read_order(tmp_path / "gone.docx")


def test_fewer_returns_than_required_end_before_anything_is_written() -> None:
    behind = Completeness(89, 84, 3, 2)
    edition = example_edition(figures=(replace(example_figure(), completeness=behind),))
    with pytest.raises(NotReadyError) as refused:
        require_returns(edition, Order(require=Decimal("0.95")))
    assert "84 of 89" in refused.value.what
    require_returns(edition, Order(require=Decimal("0.94")))
    require_returns(edition, Order())


def test_files_are_made_of_the_templates_and_the_table_of_number_style(tmp_path: Path) -> None:
    (tmp_path / "briefing.md").write_text("{F01}", encoding="utf-8")
    style = tmp_path / "style.toml"
    style.write_text("scaled_from = 10_000", encoding="utf-8")
    sources = Order().sources(tmp_path)
    assert tmp_path / "briefing.md" in sources
    assert TABLE in sources
    with Store.in_memory() as store:
        made = made_of(store, "2024-12", [style], PRODUCTS)
        assert made_of(store, "2024-12", [style], PRODUCTS) == made
        style.write_text("scaled_from = 100_000", encoding="utf-8")
        assert made_of(store, "2024-12", [style], PRODUCTS) != made
