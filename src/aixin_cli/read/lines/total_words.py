"""The words by which a row says that it is a total, and what kind of total."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Kind = Literal["sum", "other"]
LONGEST = 40
_BEFORE = (
    r"(?:.{0,14}[县区市州镇乡村社街道办事处级]|募集|支出|收入|上级拨入|拨付下级|全.|本[页表期]|其中|各.{1,4}|以上"
    r"|(?:项目|资金|金额|人数|数量|总人数|本月|当月|上月)?)"
)
_YEARS = r"(?:本|全|今|当|一)?(?:年|年度|季度?|年初至今|以来)"
_SUM = r"(?:合|小|总|共|累)计数?|汇总|总和|求和|合计(?:[/／(（]?total[)）]?)"
_OTHER = (
    r"平均值?数?|均值|人均|计数|最[大小]值|结余|余额|(?:上年|上月|上期|上季度?)(?:结转|余额|结余)|期[初末](?:余额|结余|结转)"
    r"|[承接](?:前|上)页|[过转接](?:次|下)页|其中:.{1,14}"
)
_LATIN_SUM = r"(?:grand|sub)?-?totals?|sum|∑|σ"
_LATIN_OTHER = r"averages?|avg|mean|count|max|min"
_END = r"[)）]?(?:[（(].{1,14}[)）])?[:：]?(?:\d.*)?$"
_IS_SUM = re.compile(rf"^[（(]?{_BEFORE}[（(]?(?:{_SUM}){_END}|^(?:{_LATIN_SUM})(?:合计|总计)?[:：]?(?:\d.*)?$")
_IS_OTHER = re.compile(
    rf"^[（(]?{_BEFORE}[（(]?(?:{_OTHER}){_END}|^(?:{_LATIN_OTHER})[:：]?$|^{_YEARS}[合累总]计数?[:：]?$"
)
_IS_COUNT = re.compile(r"^[共计]\d{1,7}(?:人|户|名|对|条|个|件|家|次|人次|笔|项)[。.]?$")
_TAIL = re.compile(rf"^.{{1,20}}(?:{_SUM}|{_OTHER}|total|average|count)$")
"""A group's name and a word behind it, as spreadsheet programs write them over sub-totals: 社会团体 汇总."""
WORDS = (
    r"计|汇总|求和|总和|平均|均值|人均|最[大小]值|结[余转]|余额|[前次上下]页|其中|共\d|[∑Σ]"
    r"|[TtＴｔ][OoＯｏ][TtＴｔ][AaＡａ]|SUM|[Ss]um|AVG|[Aa]vg|[Aa]verage|AVERAGE|[Mm]ean|[Cc]ount|COUNT|[Mm]ax|MAX|[Mm]in|MIN"
)
"""What every such word holds, as RE2 reads it: one look at a column."""
_STRIPPED = re.compile(
    rf"[（(]?(?:{_SUM}|{_OTHER}|{_LATIN_SUM}|{_LATIN_OTHER})[)）]?|其中|本[页表期月]|当月|以上|[:：].*$|[（(].*[)）]$|\d.*$"
)


def total_kind(text: str) -> Kind | None:
    """Tell a total's label from other texts: a sum, or an average, a count or a balance, which is no sum."""
    return _kind_of(fold_label(text))


@lru_cache(maxsize=4096)
def _kind_of(plain: str) -> Kind | None:
    if len(plain) > LONGEST:
        return None
    if _IS_OTHER.match(plain):
        return "other"
    return "sum" if _IS_SUM.match(plain) or _IS_COUNT.match(plain) else None


def ends_as_total(text: str) -> bool:
    """Tell whether a text ends in a total's word; before it may stand anything: 爱心驿站 汇总."""
    return bool(_TAIL.match(fold_label(text)))


def group_of(label: str) -> str:
    """Return what is left of a label without the total's own words: the place or kind that it is a total of."""
    return _STRIPPED.sub("", fold_label(label))


def fold_label(text: str) -> str:
    """Return a text without blanks, wide characters and capitals made plain."""
    return _folded(text[: 4 * LONGEST])


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
