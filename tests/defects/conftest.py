"""What every test of a defect starts from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.defects.loaded import Loader


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Loader]:
    """Loads files into a store in memory; each load is held to the conservation of rows."""
    loader = Loader(tmp_path)
    yield loader
    loader.close()
