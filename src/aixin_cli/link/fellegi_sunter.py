"""The model that tells how likely two records are one person's: shipped parameters, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log2
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of a comparison; `weight` is log2(m / u) bits before the frequency of a name is allowed for."""

    id: str
    condition: str
    m: float
    u: float
    title_zh: str
    title_en: str
    frequency: str | None = None

    @property
    def weight(self) -> float:
        """Bits for (or, negative, against) one person."""
        return log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, with its levels from the top."""

    id: str
    blank: str
    title_zh: str
    title_en: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The shipped model, by its version."""

    version: str
    prior: float
    comparisons: tuple[Comparison, ...]

    @property
    def prior_weight(self) -> float:
        """The bits that all evidence has to outweigh."""
        return log2(self.prior / (1 - self.prior))


@cache
def load_model() -> Model:
    """The model in fellegi_sunter.toml."""
    told = parse_kept(resources.files("aixin_cli.link").joinpath("fellegi_sunter.toml").read_text(encoding="utf-8"))
    return Model(told["version"], told["prior"], tuple(_comparison(item) for item in told["comparison"]))


def _comparison(told: dict[str, Any]) -> Comparison:
    levels = tuple(
        Level(
            item["id"],
            item["condition"],
            item["m"],
            item["u"],
            item["title"]["zh"],
            item["title"]["en"],
            item.get("frequency"),
        )
        for item in told["level"]
    )
    return Comparison(told["id"], told["blank"], told["title"]["zh"], told["title"]["en"], levels)
