"""Options of all the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


LONGEST = (
    "test_tables.py",
    "test_workbook_opens.py",
    "test_privacy.py",
    "test_harmful_files.py",
    "test_store.py",
    "test_link_months.py",
)
"""Files that take the longest: begun last, one of them would keep a core busy while the others have nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
