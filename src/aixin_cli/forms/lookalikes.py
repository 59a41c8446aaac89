"""Characters that can't be seen, and radicals that look like the characters they stand for.

One list for values, units, titles, sheets and files; `sql/macro/fold_lookalikes` is made of it, and a
contract test holds the two to each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""What Unicode calls default ignorable: no sign of its own, wherever it stands."""
CARRIED = (
    (0x180B, 0x180F), (0x200C, 0x200D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Those that names carry: variants of a character, joiners of Tibetan, Uyghur and Mongolian letters."""
_SUPPLEMENT = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽"
    "⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
"""Radicals that no compatibility mapping leads from."""
_UNIFIED = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑"
    "艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""What each is alike: Unicode's Equivalent_Unified_Ideograph."""
_COMPATIBILITY = ((0x2E80, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def _radicals() -> dict[int, str]:
    found = {}
    for first, last in _COMPATIBILITY:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code):
                found[code] = plain
    return found | {ord(radical): unified for radical, unified in zip(_SUPPLEMENT, _UNIFIED, strict=True)}


def _class_of(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


RADICALS = _radicals()
"""Each radical and compatibility character by its code point, and the character in its place."""
IGNORED = _class_of(IGNORABLE)
"""The inside of a pattern's class of characters that can't be seen."""
_IGNORABLE = re.compile(f"[{IGNORED}]")
_FOLDED = re.compile(f"[{_class_of(IGNORABLE + _COMPATIBILITY)}]")
LEADS = bytes(sorted({chr(code).encode()[0] for ends in IGNORABLE + _COMPATIBILITY for code in ends} | {0xF0, 0xEF}))
"""The first bytes of all these characters in UTF-8."""


def fold_lookalikes(text: str) -> str:
    """Return the text without what can't be seen, and with usual characters for radicals that look like them."""
    if text.isascii() or not _FOLDED.search(text):
        return text
    return _IGNORABLE.sub("", text).translate(RADICALS)


def holds_lookalikes(data: bytes) -> bool:
    """Tell of a whole column's UTF-8 whether `fold_lookalikes` would change anything in it; a few look as if."""
    import numpy as np  # noqa: PLC0415

    is_lead, is_pair, heads = _tables()
    octets = np.frombuffer(data, np.uint8)
    places = np.flatnonzero(np.frombuffer(data.translate(is_lead), np.bool_))
    pairs = octets[places].astype(np.uint32) << 8 | octets.take(places + 1, mode="clip")
    is_like = is_pair[pairs]
    places, pairs = places[is_like], pairs[is_like]
    third = np.where(pairs < 0xE000, 0, octets.take(places + 2, mode="clip"))
    begins = pairs << 8 | third
    # As `np.isin`, which loads numpy.ma: the heads are sorted.
    return bool((heads.take(np.searchsorted(heads, begins), mode="clip") == begins).any())


@lru_cache(maxsize=1)
def _tables() -> tuple[Any, Any, Any]:
    """Tell of every byte, and every two, whether such a character begins so; return the first three bytes of all."""
    import numpy as np  # noqa: PLC0415

    is_lead = bytes(byte in LEADS for byte in range(256))
    codes = {code for first, last in IGNORABLE + _COMPATIBILITY for code in range(first, last + 1)}
    heads = {chr(code).encode()[:3].ljust(3, b"\0") for code in codes}
    found = np.array(sorted(int.from_bytes(head, "big") for head in heads), np.uint32)
    is_pair = np.zeros(2**16, bool)
    is_pair[found >> 8] = True
    return is_lead, is_pair, found
