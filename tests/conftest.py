"""Options of all the tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from aixin_cli.store import Store
from tests import prints, stores, verbs
from tests.wide import mark_wide


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


LONGEST = (
    "test_bad_links.py",
    "test_privacy.py",
    "test_bad_input.py",
    "test_tables.py",
    "test_harmful_files.py",
    "test_review_decisions.py",
    "test_main_job.py",
    "test_outputs.py",
    "test_returns_decided.py",
    "test_link_months.py",
    "test_link_why.py",
    "test_workbook_opens.py",
    "test_cases.py",
    "test_link_persons.py",
    "test_rows.py",
    "test_months.py",
    "test_store.py",
    "test_rules_fire.py",
    "test_run_finishes.py",
    "test_delivery.py",
    "test_link_order.py",
    "test_check_command.py",
    "test_sample_identity.py",
)
"""Files that take the longest: begun last, one of them would keep a core busy while the others have nothing to do."""


def share_cores() -> None:
    """Each of several workers has its part of the cores: threads of a small month mostly wait for each other.

    What is forked or started has all of them, as with any user.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    cores = max(1, (os.cpu_count() or 1) // workers)
    os.cpu_count = lambda: cores


def pytest_configure() -> None:
    """What costs much is made once for many tests; a busy machine fails no example."""
    settings.register_profile("aixin", deadline=None)
    settings.load_profile("aixin")
    Store.in_memory = classmethod(stores.lend)  # type: ignore[method-assign,assignment]
    Store.close = stores.take_back  # type: ignore[method-assign]
    verbs.keep()
    prints.begin()
    prints.keep()
    share_cores()


QUICK = ("read", "forms", "stage_cells", "stage_drift", "check_table", "check_reasons", "console", "publish_heads")
"""What the names of the unit tests begin with that are quick beside the cases of SQL."""
SLOW = ("test_read_apart.py", "test_read_delimited_damage.py", "test_read_memory.py", "test_read_stacked.py")


COLLECTED = pytest.StashKey[list[pytest.Item]]()
"""All tests that were found, before a command chooses among them."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    mark_wide(items)
    for item in items:
        name, folder = item.path.name, item.path.parent.name
        is_quick_unit = folder == "unit" and name.removeprefix("test_").startswith(QUICK) and name not in SLOW
        if (folder == "sql" or is_quick_unit) and not item.get_closest_marker("wide"):
            item.add_marker(pytest.mark.quick)
    config.stash[COLLECTED] = list(items)
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
