"""The province that the program works for: one folder of data, pointed at here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aixin_cli.forms.kept_toml import parse_kept

FOLDER = Path(__file__).with_name("gansu")
"""Its own tables. Another province is another such folder of the same four files: see docs/adding.md."""


@dataclass(frozen=True, slots=True)
class HelperUnit:
    """The unit that reports the cadres of provincial and central employers."""

    code: str
    names: tuple[str, ...]
    begins: tuple[str, ...]
    """How a sender's name begins that means it."""


@dataclass(frozen=True, slots=True)
class Province:
    """What province.toml says; each text is explained there."""

    code: str
    name: str
    short_name: str
    kind: str
    letter: str
    direct: str
    own_level: str
    helper_level: str
    landline_area: str
    traditional: tuple[str, str]
    aliases: Mapping[str, str]
    lies_in: Mapping[str, tuple[str, ...]]
    helper_unit: HelperUnit
    no_unit_before: Mapping[str, str]
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where its units stand on a map of tiles: column and row."""

    @property
    def code_pattern(self) -> str:
        """A pattern of the codes of its units, those that the programme gave itself among them: 620102, 62X001."""
        return rf"{self.code[:2]}[0-9XZxz]\d{{3}}"

    @property
    def words(self) -> frozenset[str]:
        """What offices write of the province as a whole into the names of files."""
        return frozenset((self.name, self.short_name, self.direct, f"在{self.letter}", self.own_level))

    @property
    def texts(self) -> dict[str, str]:
        """What definitions and statements may ask for, by key."""
        return {key: value for key in self.__slots__ if isinstance(value := getattr(self, key), str)}


@cache
def load_province() -> Province:
    """The province of `FOLDER`."""
    content: dict[str, Any] = parse_kept((FOLDER / "province.toml").read_text(encoding="utf-8"))
    unit = content.pop("helper_unit")
    lies_in = {code: tuple(codes) for code, codes in content.pop("lies_in").items()}
    tiles = {code: (column, row) for code, (column, row) in content.pop("tiles", {}).items()}
    helper_unit = HelperUnit(unit["code"], tuple(unit["names"]), tuple(unit["begins"]))
    traditional = tuple(content.pop("traditional"))
    return Province(**content, traditional=traditional, lies_in=lies_in, helper_unit=helper_unit, tiles=tiles)


def fill_province(text: str) -> str:
    """A definition's text with the province's own in place of `{province.KEY}`."""
    return (
        re.sub(r"\{province\.(\w+)\}", lambda found: load_province().texts[found[1]], text) if "{pro" in text else text
    )


def province_params() -> dict[str, str]:
    """What a statement may ask of the province: `$province_own_level`."""
    return {f"province_{key}": value for key, value in load_province().texts.items()}
