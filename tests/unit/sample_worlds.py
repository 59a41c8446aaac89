"""Made worlds that several tests look at, each made once."""

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pyarrow.parquet as pq

from aixin_cli.sample import SampleOptions, make_sample
from aixin_cli.sample.make import make_world
from aixin_cli.sample.world.world import World


@cache
def province(seed: int, faults: float) -> World:
    """The province of a seed and fault rate, not written to disk."""
    return make_world(SampleOptions(size="province", seed=seed, faults=faults))[0]


@cache
def written(container: str = "mixed", faults: float = 0.05, seed: int = 3) -> Path:
    """A small sample on disk."""
    directory = Path(mkdtemp()) / "sample"
    make_sample(directory, SampleOptions(container=container, faults=faults, seed=seed))
    return directory


def truth(directory: Path) -> dict:
    return json.loads((directory / "truth.json").read_text(encoding="utf-8"))


def table(directory: Path, name: str) -> list[dict]:
    return pq.read_table(directory / "truth" / f"{name}.parquet").to_pylist()
