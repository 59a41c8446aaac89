"""Judges single rows of a sheet: is it data, and if not, why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aixin_cli.forms.divisions import load_divisions
from aixin_cli.read.grid import Row
from aixin_cli.read.titles import is_unit_row

if TYPE_CHECKING:
    from aixin_cli.read.header import Header
    from aixin_cli.read.model import SetAsideReason

ID_FIELDS = ("recipient_id", "helper_id", "uscc")
_TOTAL = re.compile(
    r"^[（(]?(?:.{0,14}[县区市州镇乡村社街道办事处]|募集|支出|收入|上级拨入|拨付下级|全.|本页|本表|其中|各.{1,4}|以上)?[（(]?(?:合|小|总|共|累)计[)）]?(?:[（(].{1,14}[)）])?"
    r"[:：]?(?:\d.*)?$"
)
_SIGNATURE = re.compile(
    r"填表人|填报人|制表人|制表[:：]|审核人|审核[:：]|复核|审批|经办人|(?:单位|部门|主要|分管)?(?:负责人|领导)[（(]?(?:签字|签章)?[)）]?[:：]"
    r"|[（(](?:盖章|公章|签章|签字)[)）]|(?:填报|填表|报送|上报|制表)(?:日期|时间)|统计负责人|联系电话[:：]"
)
_LABEL_CELL = re.compile(r"^[^:：]{2,12}[:：]\s*$")
_NOTE = re.compile(
    r"^(?:填表|填报|编制)?说明|^备?注\s*[:：\d一1]|^勾稽|^\*|^※|^【|^本表|^数据来源|零报告|本月无|当月无|本期无"
)
_SAYS_NONE = re.compile(r"零报告|[本当]月无|本期无|无数据上报|无发生|无此项|无活动")
_NONE = frozenset(["无", "暂无", "/", "／", "—", "——", "-", "--"])
_LABEL_FIELDS = ("row_no", "unit_name", "unit_code", "township", "village")
_LIKE_ID = re.compile(r"\d{6}|\d[.\d]*[Ee]\+?\d")
"""What makes the cell of an ID column a number, sound or wrecked; 23人 and a signature are none."""
_ORDINAL = re.compile(r"^[（(]?\d{1,2}[)）]?(?:=.*)?$|^[甲乙丙丁ABC]$")
_NAME_FIELDS = ("recipient_name", "helper_name", "org_name")
_SURE_SAMPLES = frozenset(["张三", "某某", "某某某", "XXX", "×××"])
_OTHER_KEYS = ("no_id_reason", "recipient_no", "pair_no")
"""A person without an ID number who has one of these is no sample."""
_SAMPLE_NAMES = frozenset(["张三", "李四", "王五", "某某", "某某某", "张某某", "XXX", "×××"])
_NO_ID = re.compile(r"[Xx×*]{2}|1234567|0{6}|^[^\d]*$")
"""What stands for a number in a sample: 6299991990XXXXXXXX."""
_SAMPLE = re.compile(r"^[（(【]?(?:示例|样例|范例|填写示例|例|如|例如)[)）】]?[:：]?\d*$")
_NUMBER = re.compile(r"^-?[\d,，.]+%?(?:人|户|元|万元|件|个|次|人次)?$")


class Classifier:
    """Judges single rows of one sheet by its header; only suspicious rows come here."""

    def __init__(self, header: Header) -> None:
        self.header = header
        columns = header.columns
        anchors = [name for name in header.layout.anchors if name in columns]
        self._titles = {columns[name]: header.titles[name].rsplit("/", 1)[-1] for name in anchors}
        wanted = {name for either in header.layout.required_columns for name in either.split("|")}
        self._wanted = [columns[name] for name in wanted.union(anchors) if name in columns]
        self._ids = [columns[name] for name in ID_FIELDS if name in columns]
        self._row_no = columns.get("row_no")
        self._codes = {
            columns[f.name]: {word for code in f.codes for word in (code.value, *code.synonyms)}
            for f in header.layout.fields
            if f.codes and f.name in columns
        }
        self._values = [
            columns[f.name] for f in header.layout.fields if f.type in ("int", "money") and f.name in columns
        ]

    def judge(self, row: Row) -> SetAsideReason | None:
        """Return why a row is set aside; None for a data row."""
        texts = [cell.strip() for cell in row if cell and cell.strip()]
        if not texts or (len(texts) == 1 and self._only_numbered(row)):
            return "blank"
        if self.repeats_header(row):
            return "header"
        if self._says_none(row, texts):
            return "note"
        if not any(_LIKE_ID.search(_text(row, column)) for column in self._ids):
            codes = self._codes_in(row)
            words = [cell for cell in texts if cell not in codes]
            reason = _judge_total(words) or (None if self._is_filled(row, codes) else _judge_label(texts))
            if reason is not None:
                return reason
        return self._judge_empty(row, texts)

    def judge_head(self, row: Row) -> SetAsideReason | None:
        """Return why one of the first rows below the header is no data: ordinals, units, samples."""
        texts = [cell.strip() for cell in row if cell and cell.strip()]
        if len(texts) >= 3 and all(_ORDINAL.match(text) for text in texts):
            return "ordinals"
        if is_unit_row(texts):
            return "header"
        is_sample = any(_SAMPLE.match(text) for text in texts[:2]) or self._is_made_up(row)
        if is_sample and not self._has_valid_id(row):
            return "sample"
        return None

    def _is_made_up(self, row: Row) -> bool:
        """Tell whether a row names a person of samples, 张三, with something that is no number for a number."""
        columns = (self.header.columns.get(name) for name in _NAME_FIELDS)
        names = {_text(row, column) for column in columns if column is not None}
        known = (self.header.columns.get(name) for name in _OTHER_KEYS)
        if any(_text(row, column) for column in known if column is not None):
            return False
        numbers = [_text(row, column) for column in self._ids]
        if not names & _SAMPLE_NAMES or not all(_NO_ID.search(number) or not number for number in numbers):
            return False
        # People are called 李四, and an activity needs no number: there a placeholder must stand for it.
        return any(numbers) or (bool(names & _SURE_SAMPLES) and self.header.layout.id == "pairing")

    def repeats_header(self, row: Row) -> bool:
        """Tell whether a row is the header printed once more."""
        return bool(self._titles) and all(_text(row, column) == title for column, title in self._titles.items())

    def _only_numbered(self, row: Row) -> bool:
        return self._row_no is not None and _text(row, self._row_no).isdigit()

    def _codes_in(self, row: Row) -> set[str]:
        """Return the cells that are valid codes where they stand: 累计 is an answer of AX08, no total."""
        return {text for column, words in self._codes.items() if (text := _text(row, column)) in words}

    def _is_filled(self, row: Row, codes: set[str]) -> bool:
        """Tell whether a row answers what the form asks: then no word in it makes it a signature or a note.

        A code where one belongs is proof enough beside a second answer; without one, half of the answers
        are, unless 填表人： stands in a cell of its own.
        """
        answers = sum(bool(_text(row, column)) for column in self._wanted)
        is_labelled = any(_LABEL_CELL.search(cell) for cell in row if cell)
        return answers >= 2 and (bool(codes) or (not is_labelled and 2 * answers >= len(self._wanted)))

    def _says_none(self, row: Row, texts: list[str]) -> bool:
        """Tell whether a row of the table's body only says that there is nothing: 本月无, or 无 or / in every cell."""
        if len(texts) <= 3 and any(_SAYS_NONE.search(_compact(text)) for text in texts):
            return True
        places = {self.header.columns.get(name) for name in _LABEL_FIELDS}
        answers = [cell.strip() for column, cell in enumerate(row) if column not in places and cell and cell.strip()]
        return all(answer in _NONE for answer in answers) and ("无" in answers or len(answers) > 1)

    def _judge_empty(self, row: Row, texts: list[str]) -> SetAsideReason | None:
        """Judge a row that has nothing the form requires: a place with sums, a heading, or a faulty row."""
        rest = texts[1:]
        if rest and all(_NUMBER.match(text) for text in rest) and _is_place(texts[0]):
            return "total"
        if any(_text(row, column) for column in self._wanted):
            return None
        return "note" if len(texts) <= 2 and not any(_text(row, column) for column in self._values) else None

    def _has_valid_id(self, row: Row) -> bool:
        return any(is_resident_id(_text(row, column)) for column in self._ids)


def _is_place(text: str) -> bool:
    return bool(re.search("[县区市州镇乡村]$|街道$|社区$", text) or load_divisions().resolve(text))


def _judge_total(words: list[str]) -> SetAsideReason | None:
    """Judge a row by the first of its texts that aren't an answer the form provides for."""
    return "total" if any(_TOTAL.match(_compact(text)) for text in words[:3]) else None


def _judge_label(texts: list[str]) -> SetAsideReason | None:
    if any(_SIGNATURE.search(text) for text in texts):
        return "signature"
    return "note" if _NOTE.search(_compact(texts[0])) else None


def is_resident_id(text: str) -> bool:
    """Tell whether a text is an ID number with a right check digit."""
    if not re.fullmatch(r"\d{17}[\dXx]", text):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(text, weights, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


def _text(row: Row, column: int) -> str:
    return (row[column] or "").strip() if column < len(row) else ""


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", text)
