"""How a unit's name is written: short, with its prefecture in front, with its office behind, in traditional script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from aixin_cli.forms.lookalikes import fold_lookalikes
from aixin_cli.forms.province import load_province

if TYPE_CHECKING:
    from aixin_cli.forms.model import Unit

_NATIONALITIES = "回族|藏族|裕固族|蒙古族|哈萨克族|东乡族|保安族|撒拉族"
NOISE = re.compile(r"[\s　]+")
JOINTS = "-_—·/、:：(（"
"""What may stand between a prefecture's name and its county's."""
AGENCY = re.compile(
    r"(?:人民政府|政府|县委|区委|市委|州委|党委|民政局|民政|残疾人联合会|残联|团委|共青团|妇女联合会|妇联|总工会|教育局"
    r"|教体局|社会工作部|社工部|乡村振兴局|农业农村局|卫健局|卫生健康局|人社局|财政局|医保局|住建局|红十字会|关工委"
    r"|管理委员会|管委会|办公室|办事处|领导小组|工作|专班|工委|机关|结对(?:帮扶|关爱)|爱心甘肃)+$"
)
"""Who fills in a unit's return: the unit is meant."""
_NO_COUNTY = r"(?![镇乡村路街河山堡桥场]|社(?!会)|[小中大]学|学院|医院|大道|公园)"
"""What makes a place of another kind of a county's bare name: 兰州城关镇, 甘南合作社."""
TRADITIONAL = str.maketrans(*load_province().traditional)
"""The characters of units' names as they are written in traditional script."""
_BEFORE_SHORT = r"(?:(?<![\u3400-\u9fff])|(?<=[市州省区县肃阳南西年月日号份度于送报为由在的位]))"
"""What may stand before a name of two characters: 环县 isn't named in 循环县城, nor 宁县 in 永宁县."""


def plain_name(text: str) -> str:
    """Return a name without blanks and what can't be seen, its brackets in ASCII."""
    return NOISE.sub("", fold_lookalikes(text)).translate(TRADITIONAL).replace("（", "(").replace("）", ")")


def list_prefixes(unit: Unit) -> tuple[str, ...]:
    """Return what a prefecture is called before its county's name, the longest first."""
    return tuple(sorted({*spellings_of(unit), stem_of(unit.name)}, key=lambda name: (-len(name), name)))


def joined_pattern(prefixes: Iterable[str], below: Iterable[str]) -> str:
    """Find a prefecture's name with its county's behind it: 兰州榆中, 甘南州-夏河, but not 兰州城关镇."""
    names = _either(below, lambda name: ("", "(?!场)" if name[-1] in "市县区" else _NO_COUNTY))
    return f"(?:{'|'.join(prefixes)})[{re.escape(JOINTS)}]?(?:{names})"


def names_pattern(names: Iterable[str], no_unit_before: Mapping[str, str]) -> str:
    """Find one of some units' names in a text, but not inside another word: 合作市场, 循环县城."""

    def around(name: str) -> tuple[str, str]:
        if name in no_unit_before:
            return "", f"(?!{no_unit_before[name]})"
        return (_BEFORE_SHORT if len(name) == 2 else ""), ""

    return _either(names, around)


def _either(names: Iterable[str], around: Callable[[str], tuple[str, str]]) -> str:
    """The longest name first; what stands before and behind several of one length is said once, and soon compiled."""
    alike: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        alike[len(name), *around(name)].append(re.escape(name))
    return "|".join(f"{before}(?:{'|'.join(some)}){behind}" for (_length, before, behind), some in alike.items())


def stem_of(name: str) -> str:
    """Return the name without the word for its kind; one character alone is no name."""
    stem = re.sub(rf"(?:{_NATIONALITIES})*(?:自治县|自治州|市|县|区)$", "", name)
    return stem if len(stem) > 1 else name


def spellings_of(unit: Unit) -> tuple[str, ...]:
    """Return a unit's full and short name, an autonomous county's also without its nationalities."""
    spellings = {unit.name, unit.short_name}
    stem = stem_of(unit.name)
    if unit.name.endswith("自治县"):
        spellings |= {f"{stem}自治县", f"{stem}县"}
    if unit.name.endswith("自治州"):
        spellings |= {f"{stem}自治州", f"{stem}州"}
    return tuple(sorted(spellings))
