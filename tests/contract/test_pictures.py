"""The README's pictures are those of the sample's month, and small."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.contract.conftest import Month
from tests.contract.processes import ROOT
from tests.pictures import PICTURES, SHOWN, shrink


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_them_and_names_the_command_that_makes_them(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "`.venv/bin/python -m tests.pictures out/2024-12`" in text
    for shown in SHOWN:
        assert f"(docs/pictures/{Path(shown).name})" in text


def test_the_command_makes_them_from_the_samples_month(faulty_month: Month, tmp_path: Path) -> None:
    made = shrink(faulty_month.results, tmp_path)
    kept = [PICTURES / path.name for path in made]
    assert set(kept) == set(PICTURES.iterdir())
    assert sum(path.stat().st_size for path in kept) <= 150_000
    for fresh, old in zip(made, kept, strict=True):
        with Image.open(fresh) as one, Image.open(old) as other:
            assert one.size == other.size
            apart = ImageStat.Stat(ImageChops.difference(one.convert("L"), other.convert("L")))
        # Letters may be smoothed otherwise by another library; another number is another picture.
        assert apart.rms[0] < 1, fresh.name
