"""The numbers of a sentence: what they are worth, how exactly they are written, the word of measure behind them."""

from __future__ import annotations

import re
from decimal import Decimal

from aixin_cli.publish.lint.model import Bound, Number

WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("．"): ".", ord("％"): "%", ord("，"): "，", ord("（"): "（", ord("\u3000"): " ", ord("\u00a0"): " ",
}  # fmt: skip
PAUSES = {",": "，", ";": "；", "!": "！", "?": "？"}
_PAUSES = re.compile(r"(?<!\d)[,;!?]|[,;!?](?!\d{3}(?!\d))")
DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
MEASURES = (
    "人次", "件次", "个百分点", "百分点", "人", "名", "位", "户", "件", "个", "家", "支", "处", "所", "对", "元", "次",
    "%", "‰", "倍", "场", "份", "项", "批", "册", "套", "台", "条", "篇", "期", "行",
)  # fmt: skip
BEFORE: dict[str, Bound] = {
    "大约": "about", "约": "about", "将近": "below", "接近": "below", "近": "below", "不足": "below", "不到": "below",
    "超过": "above", "突破": "above", "超": "above", "逾": "above",
}  # fmt: skip
BEHIND: dict[str, Bound] = {"余": "above", "多": "above", "以上": "above", "左右": "about", "上下": "about"}

_HAN = "[〇零一二三四五六七八九十百千两]"
_PLAIN = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "百万|千万|百(?!分)|[千万亿]"
_DIGITS = rf"(?:{_PLAIN})(?:\s?(?:{_SCALE})(?:\d+[百千万])*)?"
_SPELLED = (
    rf"百分之{_HAN}+(?:点{_HAN}+)?|{_HAN}+点{_HAN}+[万亿]|{_HAN}+亿(?:{_HAN}+万)?{_HAN}*|{_HAN}+万{_HAN}*"
    rf"|[一二三四五六七八九两]?[十百千]{_HAN}*|{_HAN}+[百千]{_HAN}*"
)
_NUMBER = re.compile(
    rf"(?P<before>{'|'.join(BEFORE)})?\s?(?P<number>{_DIGITS}|{_SPELLED})(?P<inner>\s?[余多](?=\s?[万亿]))?"
    rf"\s?(?P<scale>(?:(?<=[余多])|(?<=[余多]\s))[万亿])?\s?(?P<more>[余多](?!一))?\s?(?P<measure>{'|'.join(MEASURES)})?"
    r"(?P<behind>以上|左右|上下)?"
)
_MONTH = r"(?:1[0-2]|0?[1-9])\s?月(?:份|底|末)?"
_NO_FIGURE = re.compile(
    r"(?:19|20)\d\d\s?年(?:度)?(?:\s?\d{1,2}\s?月(?:份|底|末)?)?(?:\s?\d{1,2}\s?[日号])?"
    rf"|\d{{1,2}}\s?[—–~～\-至到]\s?{_MONTH}|{_MONTH}(?:\s?\d{{1,2}}\s?[日号])?|\d{{1,2}}\s?[日号](?!\d)"
    r"|(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)|\d{1,2}[:：]\d{2}|[〔\[（(](?:19|20)\d\d[〕\]）)]\s?第?\d*\s?号?"
    r"|[第前]\s?[\d〇零一二三四五六七八九十百]+\s?[届批期号章条款次个名位季]?|[A-Za-z]+(?:/[A-Z])?\s?\d+(?:[.\-—–]\d+)*"
    r"|0\d{2,3}-\d{7,8}|\d{11,}[Xx]?|\d{3,4}-\d{3,4}-\d{3,4}|十[二三四五]五"
    r"|\d+\s?[—–~～\-至到]\s?\d+\s?(?:周?岁|年)|\d+\s?(?:周岁|岁|年|个月|小时|分钟|天|周年|周)(?:及?以上)?"
    r"|^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．])(?!\d)|\d+(?=\s?[.．、]\s?[\u4e00-\u9fff])(?<=^\d)"
    r"|[一二两三四五六七八九十]{1,3}[月日季年岁天]|每[十百千万]?[名人户个件]|一对一|百分百|千方百计|百姓|十分(?!之)|[千万]家|[数几上]\s?[十百千万]+|[一二三四五六七八九十]大"
)
_LOOSE = re.compile(
    r"\d+(?:\.\d+)?\s?[—–~～\-至到]\s?\d+(?:\.\d+)?|\d+\s?/\s?\d+|[一二三四五六七八九十]+分之[一二三四五六七八九十]+"
)


def fold_wide(text: str) -> str:
    """The same text with full-width digits as usual ones and usual pauses as full-width ones, sign for sign."""
    return _PAUSES.sub(lambda found: PAUSES[found[0]], text.translate(WIDE))


def read_numbers(sentence: str) -> list[Number]:
    """The numbers of a folded sentence; dates, ages, ordinals, numbers of documents and telephones are none."""
    plain = _NO_FIGURE.sub(lambda found: "\0" * len(found[0]), sentence)
    loose = [_loose(hit) for hit in _LOOSE.finditer(plain)]
    plain = _LOOSE.sub(lambda hit: "\0" * len(hit[0]), plain)
    exact = [number for hit in _NUMBER.finditer(plain) if (number := _number(hit, plain)) is not None]
    return sorted([*loose, *exact], key=lambda number: number.start)


def _loose(found: re.Match[str]) -> Number:
    return Number(found.start(), found.end(), found[0], Decimal(0), Decimal(0), "", is_loose=True)


def _number(found: re.Match[str], text: str) -> Number | None:
    written = found["number"]
    before = text[: found.start("number")][-1:]
    if before.isascii() and before.isalpha() or before in {"-", "—", "–", "~", "/", ".", "*"}:
        return None
    if not written[0].isdigit() and not found["measure"] and not re.search(r"[万亿点]|百分之", written):
        return None
    measure = (found["measure"] or "").replace("百分点", "个百分点").replace("个个", "个")
    if written.startswith("百分之"):
        written, measure = written[3:], "%"
    value, step = _read(written)
    scale = Decimal(SCALES.get(found["scale"] or "", 1))
    bound = _bound(found)
    if bound and value:
        step = max(step, _round_step(value))
    start = found.start("before") if found["before"] else found.start("number")
    shown = text[start : found.end()].strip()
    return Number(start, found.end(), shown, value * scale, step * scale, measure, bound)


def _bound(found: re.Match[str]) -> Bound:
    if found["inner"] or found["more"]:
        return "above"
    return BEHIND.get(found["behind"] or "", "") or BEFORE.get(found["before"] or "", "")


def _round_step(value: Decimal) -> Decimal:
    """What the last place that isn't nought is worth."""
    if value != value.to_integral_value():
        exponent = value.normalize().as_tuple().exponent
        return Decimal(1).scaleb(int(exponent))
    digits = str(int(value))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _read(written: str) -> tuple[Decimal, Decimal]:
    """A written number, and what its last place is worth: 26.7万 is 267,000 in thousands."""
    if written[0].isdigit():
        return _read_digits(re.sub(r"[,，\s]", "", written))
    return _read_han(written)


def _read_digits(written: str) -> tuple[Decimal, Decimal]:
    value, step = Decimal(0), Decimal(1)
    for digits, scale in re.findall(rf"(\d+(?:\.\d+)?)({_SCALE})?", written):
        worth = Decimal(SCALES.get(scale, 1))
        value += Decimal(digits) * worth
        step = worth.scaleb(-len(digits.partition(".")[2]))
    return value, step


def _read_han(written: str) -> tuple[Decimal, Decimal]:
    """二十六万七千, 一点一亿, 九十八点五; of 二十六万七 the end is thousands."""
    whole, point, rest = written.partition("点")
    scale = SCALES.get(rest[-1:], 1) if point and rest[-1:] in {"万", "亿"} else 1
    if point:
        places = rest.rstrip("万亿")
        digits = "".join(str(DIGITS.get(sign, 0)) for sign in places)
        value = (Decimal(_read_whole(whole)) + Decimal(f"0.{digits}")) * scale
        return value, Decimal(scale).scaleb(-len(places))
    value = Decimal(_read_whole(whole))
    return value, _round_step(value) if value >= SCALES["万"] else Decimal(1)


def _read_whole(text: str) -> int:
    for name, worth in (("亿", 10**8), ("万", 10**4)):
        left, mark, right = text.partition(name)
        if mark:
            rest = _read_whole(right) if right else 0
            # 二十六万七 is seven thousand more.
            short = len(right) == 1 and right in DIGITS and right not in "零〇"
            return _read_whole(left) * worth + (rest * worth // 10 if short else rest)
    total = digit = 0
    for sign in text:
        if sign in TENS:
            total += (digit or 1) * TENS[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit
