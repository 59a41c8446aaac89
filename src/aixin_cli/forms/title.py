"""Header titles, folded so that the ways of writing one compare equal."""

import re
import unicodedata

from aixin_cli.forms.lookalikes import fold_lookalikes

_NOISE = re.compile(r"[\s()\[\]{}<>【】〔〕《》、,，.。;；:：/\\|*＊_\-—－·'\"“”]+")
_MARK = re.compile(r"[(（]\s*(?:必填|选填|可选|必须|填报|\*)\s*[)）]")
_NUMBER = re.compile(
    r"(?<!\d)(?:\d{17}[\dXx]|[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
    r"|(?:86)?[1１][3-9３-９]\d([- ]?)\d{4}\1\d{4}|0\d{2,3}-\d{7,8})(?!\d)"
)
"""ID numbers of 18 and 15 digits, mobile numbers, landlines with their area code."""
_ID_LENGTH = 15
_MONEY_UNIT = re.compile(r"[(（:：,，、]\s*(?:单位\s*[:：]?\s*)?([十百千万亿]*元)(?=[)）,，、\s]|$)")
_SHORT_UNIT = re.compile(r"[(（]\s*(万)\s*(?=[)）])")
_AMOUNT = re.compile(r"金额|资金|经费|预算|款|费用|支出|收入")
"""Only of these does （万） mean 万元: 人次（万） counts people."""


def fold_title(text: str) -> str:
    """Return the title without blanks, punctuation, brackets, width and letter case."""
    flat = unicodedata.normalize("NFKC", _MARK.sub("", fold_lookalikes(text)))
    return _NOISE.sub("", flat).lower()


def title_key(title: str) -> str:
    """Return what a column's titles, joined with `/`, are compared by: folded, money units left out.

    Numbers of persons are masked: a title is compared by what is shown of it.
    """
    return "".join(fold_title(split_money_unit(level)[0]) for level in mask_numbers(title).split("/"))


def mask_numbers(text: str) -> str:
    """Return the text with all but the first digits of ID and phone numbers masked."""
    return _NUMBER.sub(_masked_number, text)


def _masked_number(found: re.Match[str]) -> str:
    shown = 6 if len(found[0]) >= _ID_LENGTH and found[0].isalnum() else 3
    return found[0][:shown] + "*" * (len(found[0]) - shown)


def split_money_unit(text: str) -> tuple[str, str | None]:
    """Return a title and the money unit declared in it: `金额（万元）` gives `金额`, `万元`."""
    found = _MONEY_UNIT.search(text) or (_SHORT_UNIT.search(text) if _AMOUNT.search(text) else None)
    if found is None:
        return text, None
    unit = found[1] if found[1].endswith("元") else f"{found[1]}元"
    return text[: found.start(1)] + text[found.end(1) :], unit
